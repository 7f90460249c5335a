import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import {
  type AddonCost,
  addonsInUse,
  type CostBreakdown,
  type ProfileCost,
  type ServiceCost,
} from '../../../lib/domain/billing/cost.ts';
import {
  addedCents,
  addonPartCents,
  isFullyPriced,
  servicePartCents,
} from '../../../lib/domain/billing/cost-parts.ts';
import type { Markup } from '../../../lib/domain/billing/money.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';

/** What a CSV file of an account's cost is made from. */
export interface CostFile {
  connection: Pick<Connection, 'accountName' | 'email' | 'label'>;
  subscription: Pick<SubscriptionFacts, 'cycleStart' | 'cycleEnd'>;
  cost: CostBreakdown;
  /** Returns a profile by its platform id; undefined for one that is gone. */
  rowOf: (
    profileId: string,
  ) =>
    | { profile: Pick<Profile, 'name'>; preferences: Pick<ProfilePreferences, 'markUp'> | undefined }
    | undefined;
}

/**
 * Returns the whole breakdown in US dollars: a row for each profile, one for what is unallocated, one for the plan, and
 * the sum. The cell of what has no published price is empty, and so are those of a profile whose limits can't be read and,
 * where there is one, those of what is unallocated. Notes as in {@link customersCsv}.
 */
export function costCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const { services } = cost;
  const addons = addonsInUse(cost);
  const head = [
    ...commonHead(),
    ...services.map(({ service }) => serviceLabel(service)),
    ...addons.map(({ name }) => addonLabel(name)),
    t('csvCost'),
    t('csvCurrency'),
  ];
  const accountCells = cycleCells(connection, subscription);
  const hasUnread = cost.profiles.some(({ isUnread }) => isUnread);
  const row = (
    name: string,
    id: string | null,
    ofService: (service: ServiceCost) => number | null,
    ofAddon: (addon: AddonCost) => number | null,
    cents: number | null,
    note: string | null,
  ): NotedRow => ({
    cells: [
      name,
      id,
      ...accountCells,
      ...services.map((service) => moneyCell(ofService(service))),
      ...addons.map((addon) => moneyCell(ofAddon(addon))),
      moneyCell(cents),
      'USD',
    ],
    note,
  });
  const isUnallocatedPriced = services.every((service) => servicePartCents(service, null) !== null);
  return csvWithNotes(head, [
    ...cost.profiles.map((profile) =>
      row(
        nameOf(profile, rowOf),
        profile.profileId,
        (service) => (profile.isUnread ? null : servicePartCents(service, profile.profileId)),
        (addon) => addonPartCents(addon, profile.profileId),
        profile.isUnread ? null : profile.cents,
        profileNote(profile, cost),
      ),
    ),
    row(
      t('costUnallocated'),
      null,
      (service) => (hasUnread ? null : servicePartCents(service, null)),
      () => 0,
      hasUnread ? null : cost.unallocatedCents,
      noteOf({ isPriced: isUnallocatedPriced, isRead: !hasUnread }),
    ),
    row(
      t('costPlanRow', planText(cost.plan.name)),
      null,
      () => 0,
      () => 0,
      cost.plan.cents,
      noteOf({ isPriced: cost.plan.cents !== null, isRead: true }),
    ),
    row(
      t('costTotal'),
      null,
      ({ cents }) => cents,
      ({ centsEach, cents }) => (centsEach === null ? null : cents),
      cost.totalCents,
      noteOf({ isPriced: cost.complete, isRead: true }),
    ),
  ]);
}

/**
 * Returns what to bill the person's customers: each profile's cost, the markup, and their sum; the total last. Where an
 * amount lacks what has no published price, or a profile's limits can't be read (its amounts are empty then), a last
 * column says so.
 */
export function customersCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const accountCells = cycleCells(connection, subscription);
  const rows = cost.profiles.map((profile) => {
    const markUp = rowOf(profile.profileId)?.preferences?.markUp ?? null;
    return { profile, markUp, added: addedCents(profile, markUp) };
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
    ...rows.map(({ profile, markUp, added }) => {
      const amountCell = (cents: number) => moneyCell(profile.isUnread ? null : cents);
      const cells = [
        nameOf(profile, rowOf),
        profile.profileId,
        ...accountCells,
        amountCell(profile.cents),
        percentCell(markUp),
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
        isPriced: cost.profiles.every((profile) => isFullyPriced(profile, cost)),
        isRead: !cost.profiles.some(({ isUnread }) => isUnread),
      }),
    },
  ]);
}

/** A row, and what its amounts lack. */
interface NotedRow {
  cells: CsvValue[];
  note: string | null;
}

/** Returns a file whose last column has the notes, if there are any. */
function csvWithNotes(head: string[], rows: NotedRow[]): string {
  if (rows.every(({ note }) => note === null)) return csvText([head, ...rows.map(({ cells }) => cells)]);
  return csvText([[...head, t('csvNote')], ...rows.map(({ cells, note }) => [...cells, note])]);
}

function profileNote(profile: ProfileCost, cost: CostBreakdown): string | null {
  return noteOf({ isPriced: isFullyPriced(profile, cost), isRead: !profile.isUnread });
}

function noteOf({ isPriced, isRead }: { isPriced: boolean; isRead: boolean }): string | null {
  const lacking = [!isPriced && t('overviewCostPart'), !isRead && t('limitsUnread')];
  return lacking.filter(Boolean).join('; ') || null;
}

function commonHead(): string[] {
  return [t('profilesColumnProfile'), t('profileId'), t('csvAccount'), t('csvCycleStart'), t('csvCycleEnd')];
}

function cycleCells(
  connection: CostFile['connection'],
  { cycleStart, cycleEnd }: CostFile['subscription'],
): CsvValue[] {
  return [connectionName(connection, 'accountName'), cycleStart, cycleEnd];
}

function nameOf({ profileId }: ProfileCost, rowOf: CostFile['rowOf']): string {
  return rowOf(profileId)?.profile.name ?? t('costProfileGone', profileId.slice(-6));
}

function moneyCell(cents: number | null): CsvValue {
  return cents === null ? null : { hundredths: cents };
}

function percentCell(markUp: Markup | null): CsvValue {
  return markUp && 'percentHundredths' in markUp ? { hundredths: markUp.percentHundredths } : null;
}
