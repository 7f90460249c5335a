import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { addonsInUse, type CostBreakdown, type ProfileCost } from '../../../lib/domain/billing/cost.ts';
import { decimalOf, type Markup, markupCents } from '../../../lib/domain/billing/money.ts';
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

/** Returns the whole breakdown in US dollars: a row for each profile, one for what is unallocated, one for the plan, and the sum. */
export function costCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const services = cost.services.map(({ service }) => service);
  const addons = addonsInUse(cost).map(({ name }) => name);
  const head = [
    ...commonHead(),
    ...services.map(serviceLabel),
    ...addons.map(addonLabel),
    t('csvCost'),
    t('csvCurrency'),
  ];
  const accountCells = cycleCells(connection, subscription);
  const row = (
    name: string,
    id: string | null,
    ofService: (service: string) => number | null,
    ofAddon: (addon: string) => number | null,
    cents: number | null,
  ): CsvValue[] => [
    name,
    id,
    ...accountCells,
    ...services.map((service) => moneyCell(ofService(service))),
    ...addons.map((addon) => moneyCell(ofAddon(addon))),
    moneyCell(cents),
    'USD',
  ];
  const byService = new Map(cost.services.map((service) => [service.service, service]));
  return csvText([
    head,
    ...cost.profiles.map((profile) =>
      row(
        nameOf(profile, rowOf),
        profile.profileId,
        (service) => profile.services[service] ?? 0,
        (addon) => profile.addons[addon] ?? 0,
        profile.cents,
      ),
    ),
    row(
      t('costUnallocated'),
      null,
      (service) => byService.get(service)?.unallocatedCents ?? 0,
      () => 0,
      cost.unallocatedCents,
    ),
    row(
      t('costPlanRow', planText(cost.plan.name)),
      null,
      () => 0,
      () => 0,
      cost.plan.cents,
    ),
    row(
      t('costTotal'),
      null,
      (service) => byService.get(service)?.cents ?? null,
      (addon) => cost.addons.find(({ name }) => name === addon)?.cents ?? 0,
      cost.totalCents,
    ),
  ]);
}

/** Returns what to bill the person's customers: each profile's cost, the markup, and their sum; the total last. */
export function customersCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const accountCells = cycleCells(connection, subscription);
  const rows = cost.profiles.map((profile) => {
    const markUp = rowOf(profile.profileId)?.preferences?.markUp ?? null;
    return { profile, markUp, added: markupCents(profile.cents, markUp) };
  });
  const added = rows.reduce((sum, row) => sum + row.added, 0);
  return csvText([
    [...commonHead(), t('csvCost'), t('csvMarkUpPercent'), t('csvMarkUp'), t('csvToBill'), t('csvCurrency')],
    ...rows.map((row) => [
      nameOf(row.profile, rowOf),
      row.profile.profileId,
      ...accountCells,
      moneyCell(row.profile.cents),
      percentCell(row.markUp),
      moneyCell(row.added),
      moneyCell(row.profile.cents + row.added),
      'USD',
    ]),
    [
      t('costTotal'),
      null,
      ...accountCells,
      moneyCell(cost.profilesCents),
      null,
      moneyCell(added),
      moneyCell(cost.profilesCents + added),
      'USD',
    ],
  ]);
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

function moneyCell(cents: number | null): string | null {
  return cents === null ? null : decimalOf(cents);
}

function percentCell(markUp: Markup | null): string | null {
  return markUp && 'percentHundredths' in markUp ? decimalOf(markUp.percentHundredths) : null;
}
