import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import type { CostBreakdown, ProfileCost } from '../../../lib/domain/billing/cost.ts';
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

export interface CostFile {
  connection: Pick<Connection, 'accountName' | 'email' | 'label'>;
  subscription: Pick<SubscriptionFacts, 'cycleStart' | 'cycleEnd'>;
  cost: CostBreakdown;
  /** A profile by its platform id; undefined for one that is gone. */
  rowOf: (
    profileId: string,
  ) =>
    | { profile: Pick<Profile, 'name'>; preferences: Pick<ProfilePreferences, 'markUp'> | undefined }
    | undefined;
}

/** Returns the whole breakdown: a row for each profile, for what is allocated to none, and for the plan; the sum last. US dollars. */
export function costCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const services = cost.services.map(({ service }) => service);
  const addons = cost.addons.filter(({ profileIds }) => profileIds.length > 0).map(({ name }) => name);
  const head = [
    ...commonHead(),
    ...services.map(serviceLabel),
    ...addons.map(addonLabel),
    t('csvCost'),
    t('csvCurrency'),
  ];
  const about = cycleCells(connection, subscription);
  const row = (
    name: string,
    id: string | null,
    ofService: (service: string) => number | null,
    ofAddon: (addon: string) => number | null,
    cents: number | null,
  ): CsvValue[] => [
    name,
    id,
    ...about,
    ...services.map((service) => money(ofService(service))),
    ...addons.map((addon) => money(ofAddon(addon))),
    money(cents),
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

/** Returns what to bill the person's customers: each profile's cost, the markup, and both together; the sum last. */
export function customersCsv({ connection, subscription, cost, rowOf }: CostFile): string {
  const about = cycleCells(connection, subscription);
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
      ...about,
      money(row.profile.cents),
      percentOf(row.markUp),
      money(row.added),
      money(row.profile.cents + row.added),
      'USD',
    ]),
    [
      t('costTotal'),
      null,
      ...about,
      money(cost.profilesCents),
      null,
      money(added),
      money(cost.profilesCents + added),
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

function money(cents: number | null): string | null {
  return cents === null ? null : decimalOf(cents);
}

function percentOf(markUp: Markup | null): string | null {
  return markUp && 'percentHundredths' in markUp ? decimalOf(markUp.percentHundredths) : null;
}
