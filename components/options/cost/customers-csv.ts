import {
  addedCents,
  areAllLimitsKnown,
  areProfilesFullyPriced,
} from '../../../lib/domain/billing/cost-parts.ts';
import type { Markup } from '../../../lib/domain/billing/money.ts';
import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import { t } from '../../../lib/i18n/t.ts';
import {
  type CostFile,
  commonHead,
  csvWithNotes,
  cycleCells,
  moneyCell,
  noteOf,
  plainNameOf,
  profileNote,
} from './cost-file.ts';

/**
 * Returns what to bill the person's customers: each profile's cost, the markup, and their sum; the total last. Where an
 * amount lacks what has no published price, or a profile's limits can't be read (its amounts are empty then), a last
 * column says so.
 */
export function customersCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const accountCells = cycleCells(connection, subscription);
  const rows = cost.profiles.map((profile) => {
    const markup = rowOf(profile.profileId)?.preferences?.markUp ?? null;
    return { profile, markup, added: addedCents(profile, markup) };
  });
  const added = rows.reduce((sum, row) => sum + row.added, 0);
  const head = [
    ...commonHead(),
    t('csvCost'),
    t('csvMarkUpPercent'),
    t('csvMarkUp'),
    t('csvToBill'),
    t('csvCurrency'),
  ];
  return csvWithNotes(head, [
    ...rows.map(({ profile, markup, added }) => {
      const amountCell = (cents: number) => moneyCell(profile.areLimitsUnreadable ? null : cents);
      const cells = [
        plainNameOf(profile, rowOf),
        profile.profileId,
        ...accountCells,
        amountCell(profile.cents),
        percentCell(markup),
        amountCell(added),
        amountCell(profile.cents + added),
        'USD',
      ];
      return { cells, note: profileNote(profile, cost) };
    }),
    {
      cells: [
        t('costTotal'),
        null,
        ...accountCells,
        moneyCell(cost.profilesCents),
        null,
        moneyCell(added),
        moneyCell(cost.profilesCents + added),
        'USD',
      ],
      note: noteOf({
        isPriced: areProfilesFullyPriced(cost),
        areLimitsKnown: areAllLimitsKnown(cost),
      }),
    },
  ]);
}

function percentCell(markup: Markup | null): CsvValue {
  return markup && 'percentHundredths' in markup ? { hundredths: markup.percentHundredths } : null;
}
