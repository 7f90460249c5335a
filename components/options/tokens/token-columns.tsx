import { displayText } from '../../../lib/domain/text/foreign.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { reasonNotToChoose } from '../../ui/disabled-reasons.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { headTextWidth } from '../../ui/head-width.ts';
import { Tags } from '../../ui/profile-name.tsx';
import type { Column } from '../../ui/table.tsx';
import { exactTime } from '../shared/dates.ts';
import { permissionText } from '../shared/permission-text.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { profileHref } from '../shell/router.ts';
import { isRisky, unusedText } from './review.ts';
import { Created, CreatedBy, ExpirationCell, RotationMark, RowActions } from './token-cells.tsx';
import type { TokenRow } from './token-rows.ts';

/** What the column of permissions has besides its text: padding, and the mark of the sorted one. In px. */
const PERMISSION_SPACE = 32;

/** Returns the columns of a table of tokens; `withProfile`: the tokens of several profiles. */
export function tokenColumns({
  withProfile,
  chosen,
  toggle,
  onRotate,
  onRevoke,
}: {
  withProfile: boolean;
  chosen: ReadonlySet<string>;
  /** `range`: all rows from the one toggled before. */
  toggle: (id: string, range: boolean) => void;
  onRotate: (row: TokenRow) => void;
  onRevoke: (row: TokenRow) => void;
}): Column<TokenRow>[] {
  return [
    {
      key: 'name',
      label: t('profilesName'),
      sort: 'ascending',
      cell: (row) => (
        <span class="token-name">
          <input
            type="checkbox"
            aria-label={t('tokensSelectIn', row.label, distinctName(row.row))}
            checked={chosen.has(row.id)}
            disabled={reasonNotToSelect(row) !== undefined}
            title={reasonNotToSelect(row)}
            onClick={(event) => toggle(row.id, event.shiftKey)}
          />
          <span class="token-name__text">
            <b class="two-lines" title={displayText(row.token.name)}>
              <ForeignText text={row.token.name} />
            </b>
            <RotationMark row={row} />
          </span>
        </span>
      ),
    },
    ...(withProfile ? [profileColumn()] : []),
    {
      key: 'permission',
      label: t('tokensPermission'),
      width: permissionWidth(),
      sort: 'ascending',
      cell: ({ token }) => (
        <span class={isRisky(token) ? 'risky two-lines' : 'two-lines'}>
          {permissionText(token.permission)}
        </span>
      ),
    },
    {
      key: 'created',
      label: t('profilesColumnCreated'),
      width: '104px',
      sort: 'descending',
      cell: ({ token, row }) => (
        <span class="cell-stack">
          <Created token={token} zone={row.connection?.timezone} />
          <CreatedBy token={token} />
        </span>
      ),
    },
    {
      key: 'used',
      label: t('tokensLastUsed'),
      width: '104px',
      sort: 'descending',
      cell: ({ token, row }) =>
        token.lastAuthorizedAt ? (
          <span title={exactTime(token.lastAuthorizedAt, row.connection?.timezone)}>
            {ageText(token.lastAuthorizedAt, now.value)}
          </span>
        ) : (
          <span class="soft">{unusedText(token)}</span>
        ),
    },
    {
      key: 'expires',
      label: t('tokensExpiration'),
      width: '146px',
      sort: 'ascending',
      cell: (row) => <ExpirationCell row={row} />,
    },
    {
      key: 'actions',
      label: t('tokensActions'),
      width: '224px',
      align: 'end',
      cell: (row) => <RowActions row={row} onRotate={() => onRotate(row)} onRevoke={() => onRevoke(row)} />,
    },
  ];
}

function profileColumn(): Column<TokenRow> {
  return {
    key: 'profile',
    label: t('profilesColumnProfile'),
    width: '150px',
    sort: 'ascending',
    cell: ({ row }) => (
      <span class="profile-cell__text">
        <a
          class={row.tags.length > 0 ? 'link' : 'link two-lines'}
          href={profileHref(row.profile, 'tokens')}
          title={displayText(row.profile.name)}
        >
          <ForeignText text={row.profile.name} />
        </a>
        {row.tags.length > 0 && (
          <span class="profile-cell__tags">
            <Tags tags={row.tags} />
          </span>
        )}
      </span>
    ),
  };
}

/** Returns the CSS width of the column: no wider than a permission on two lines, so that names have the rest. */
function permissionWidth(): string {
  const texts = [t('tokensPermission'), ...['full', 'write', 'read'].map(permissionText)];
  return `${Math.max(...texts.map(headTextWidth)) + PERMISSION_SPACE}px`;
}

/** Returns why a token can't be among several to revoke; undefined if it can. Reads signals. */
export function reasonNotToSelect({ token, row }: TokenRow): string | undefined {
  return token.ours ? t('tokensOursHint') : reasonNotToChoose(row.profile);
}
