import { useMemo } from 'preact/hooks';
import type { CostBreakdown, ProfileCost } from '../../../lib/domain/billing/cost.ts';
import {
  addedCents,
  areAllLimitsKnown,
  areProfilesFullyPriced,
  isAddedPriced,
  isFullyPriced,
} from '../../../lib/domain/billing/cost-parts.ts';
import type { Markup } from '../../../lib/domain/billing/money.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { priceText, unallocatedText } from '../../../lib/i18n/cost-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { FieldError } from '../../ui/field.tsx';
import { headWidth } from '../../ui/head-width.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { profileNameOf, rowByPlatformId } from '../shared/account-profiles.ts';
import { ProfileCell } from '../shared/profile-cell.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { ApplyMarkupToAll } from './apply-markup-to-all.tsx';
import { storedMarkup } from './markup-drafts.ts';
import { invalidMarkupsText, MarkupField } from './markup-field.tsx';
import { Amount, LimitsUnread } from './unknown-amount.tsx';
import '../profiles/profiles.css';

interface Row {
  key: string;
  cost: ProfileCost | null;
  profileRow: ProfileRow | undefined;
  name: string;
  markup: Markup | null;
  cents: number;
  /** What the markup adds, in cents. */
  addedCents: number;
  /** False if the price of something isn't known; `cents` lacks it. */
  isPriced: boolean;
  isAddedPriced: boolean;
}

/** What to bill the person's customers: each profile's cost with its markup, which stays until it's changed. */
export function CustomersView({ connection, cost }: { connection: Connection; cost: CostBreakdown }) {
  const rows = useRows(connection, cost);
  const ownedRows = rows.flatMap(({ profileRow }) => profileRow ?? []);
  const invalid = invalidMarkupsText(ownedRows);
  const areLimitsKnown = areAllLimitsKnown(cost);
  const amount = (row: Row, cents: number) => (
    <Amount cents={cents} isPriced={row.isPriced} areLimitsKnown={row.cost !== null || areLimitsKnown} />
  );
  // Whatever a profile costs, no markup adds nothing.
  const areAddedLimitsKnown = rows.every(({ cost: of, markup }) => !markup || !of?.areLimitsUnreadable);
  const totalAddedCents = rows.reduce((sum, row) => sum + row.addedCents, 0);
  const total: Row = {
    key: 'total',
    cost: null,
    profileRow: undefined,
    name: t('markUpTotal'),
    markup: null,
    cents: cost.profilesCents,
    addedCents: totalAddedCents,
    isPriced: areProfilesFullyPriced(cost),
    isAddedPriced: rows.every((row) => row.isAddedPriced),
  };
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      cell: ({ cost: profileCost, profileRow, name }) =>
        profileRow ? <ProfileCell row={profileRow} tab="usage" /> : profileCost ? name : <b>{name}</b>,
    },
    {
      key: 'cost',
      label: t('costColumn'),
      width: '130px',
      align: 'end',
      cell: (row) => (row.cost?.areLimitsUnreadable ? <LimitsUnread /> : amount(row, row.cents)),
    },
    {
      key: 'markUp',
      label: t('markUpColumn'),
      width: '250px',
      align: 'end',
      cell: ({ profileRow, markup }) => profileRow && <MarkupField profileRow={profileRow} markup={markup} />,
    },
    {
      key: 'added',
      label: t('markUpAdds'),
      width: `${Math.max(130, headWidth(t('markUpAdds')))}px`,
      align: 'end',
      cell: (row) => {
        if (row.cost?.areLimitsUnreadable) return <LimitsUnread />;
        const { addedCents: cents, isAddedPriced: isPriced } = row;
        const areKnown = row.cost !== null || areAddedLimitsKnown;
        if (cents === 0 && isPriced && areKnown) return <span class="soft">–</span>;
        return <Amount cents={cents} isPriced={isPriced} areLimitsKnown={areKnown} />;
      },
    },
    {
      key: 'bill',
      label: t('markUpToBill'),
      width: '140px',
      align: 'end',
      cell: (row) =>
        row.cost?.areLimitsUnreadable ? <LimitsUnread /> : <b>{amount(row, row.cents + row.addedCents)}</b>,
    },
  ];
  return (
    <>
      <div class="row cost__customers">
        {/* In place of the hint: the table must not move away from a press that leaves the field. */}
        <div>
          <FieldError error={invalid} />
          {invalid === null && <p class="soft">{t('markUpSoft')}</p>}
        </div>
        <ApplyMarkupToAll ownedRows={ownedRows} />
      </div>
      <Table
        caption={t('markUpTable')}
        columns={columns}
        rows={[...rows, total]}
        rowKey={({ key }) => key}
        highlighted={({ key }) => key === 'total'}
        minWidth={900}
      />
      <p class="soft cost__note">
        {t('markUpNotBilled', planText(cost.plan.name), priceText(cost.plan.cents), unallocatedText(cost))}
      </p>
    </>
  );
}

function useRows(connection: Connection, cost: CostBreakdown): Row[] {
  const collator = useMemo(nameCollator, []);
  return cost.profiles
    .map((profileCost): Row => {
      const profileRow = rowByPlatformId(connection, profileCost.profileId);
      const markup = profileRow ? storedMarkup(profileRow.profile.profileKey) : null;
      return {
        key: profileCost.profileId,
        cost: profileCost,
        profileRow,
        name: profileNameOf(connection, profileCost.profileId),
        markup,
        cents: profileCost.cents,
        addedCents: addedCents(profileCost, markup),
        isPriced: isFullyPriced(profileCost, cost),
        isAddedPriced: isAddedPriced(profileCost, markup, cost),
      };
    })
    .sort((a, b) => collator.compare(a.name, b.name) || (a.key < b.key ? -1 : 1));
}
