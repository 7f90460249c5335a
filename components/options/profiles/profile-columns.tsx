import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { ownerNameText, ownerText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import type { Column } from '../../ui/table.tsx';
import { ConnectionName } from '../shared/connection-name.tsx';
import { columnDate } from '../shared/dates.ts';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { distinctName, type FoundRow, teamCount } from '../shared/profile-rows.ts';
import { UnknownValue } from '../shared/unknown-value.tsx';
import { profileHref, setParams } from '../shell/router.ts';
import { FavouriteButton } from './favourite-button.tsx';
import { TokensCell } from './tokens-cell.tsx';
import { WorstCell } from './usage-cell.tsx';

/** The columns of the table of profiles. */
export function profileColumns(): Column<FoundRow>[] {
  return [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      sort: 'ascending',
      // The owner's column shows whether it is shared.
      cell: ({ row, ranges }) => (
        <ProfileCell
          row={row}
          ranges={ranges}
          tags={row.disambiguationTags}
          onTag={(tag) => setParams({ tag })}
        />
      ),
    },
    {
      key: 'favourite',
      label: t('profilesColumnFavourite'),
      icon: 'star',
      width: '44px',
      sort: 'ascending',
      cell: ({ row }) => <FavouriteButton row={row} />,
    },
    {
      key: 'owner',
      label: t('profilesColumnOwner'),
      width: '122px',
      sort: 'ascending',
      cell: ({ row }) => (
        <span title={row.profile.shared ? ownerText(row.profile) : displayText(row.connection?.email ?? '')}>
          {row.profile.shared ? (
            <ForeignText text={ownerNameText(row.profile)} />
          ) : (
            row.connection && <ConnectionName connection={row.connection} unlabeled="accountName" />
          )}
        </span>
      ),
    },
    {
      key: 'plan',
      label: t('profilesColumnPlan'),
      width: '62px',
      sort: 'ascending',
      cell: ({ row }) => {
        const plan = planOf(row.profile, row.connection);
        return plan ? planText(plan) : <UnknownValue row={row} what="info" />;
      },
    },
    {
      key: 'region',
      label: t('connectRegion'),
      width: '90px',
      sort: 'ascending',
      cell: ({ row }) =>
        row.connection ? regionText(row.connection) : <UnknownValue row={row} what="info" />,
    },
    {
      key: 'worst',
      label: t('profilesColumnWorst'),
      width: '196px',
      sort: 'descending',
      cell: ({ row }) => <WorstCell row={row} />,
    },
    {
      key: 'team',
      label: t('navTeam'),
      width: '72px',
      align: 'end',
      sort: 'descending',
      cell: ({ row }) => {
        const count = teamCount(row);
        if (count === null) return <UnknownValue row={row} what="team" />;
        return (
          <a
            class="link"
            href={profileHref(row.profile, 'team')}
            aria-label={plural('teamOfProfile', count, distinctName(row))}
          >
            {numberText(count)}
          </a>
        );
      },
    },
    {
      key: 'tokens',
      label: t('navTokens'),
      width: '122px',
      sort: 'descending',
      cell: ({ row }) => <TokensCell row={row} />,
    },
    {
      key: 'created',
      label: t('profilesColumnCreated'),
      width: '104px',
      align: 'end',
      sort: 'descending',
      cell: ({ row }) =>
        row.profile.createdAt ? (
          columnDate(row.profile.createdAt, row.connection?.timezone)
        ) : (
          <UnknownValue row={row} what="info" />
        ),
    },
  ];
}
