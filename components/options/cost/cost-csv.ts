import { type AddonCost, addonsInUse, type ServiceCost } from '../../../lib/domain/billing/cost.ts';
import {
  addonPartCents,
  addonTotalCents,
  areLimitsRead,
  servicePartCents,
} from '../../../lib/domain/billing/cost-parts.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import {
  type CostFile,
  commonHead,
  csvWithNotes,
  cycleCells,
  moneyCell,
  type NotedRow,
  nameOf,
  noteOf,
  profileNote,
} from './cost-file.ts';

/**
 * Returns the whole breakdown in US dollars: a row for each profile, one for what is unallocated, one for the plan, and
 * the sum. The cell of what has no published price is empty, and so are those of a profile whose limits can't be read and,
 * where there is one, those of what is unallocated. Notes as in {@link csvWithNotes}.
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
  const areLimitsKnown = areLimitsRead(cost);
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
      (service) => (areLimitsKnown ? servicePartCents(service, null) : null),
      () => 0,
      areLimitsKnown ? cost.unallocatedCents : null,
      noteOf({ isPriced: isUnallocatedPriced, areLimitsKnown }),
    ),
    row(
      t('costPlanRow', planText(cost.plan.name)),
      null,
      () => 0,
      () => 0,
      cost.plan.cents,
      noteOf({ isPriced: cost.plan.cents !== null, areLimitsKnown: true }),
    ),
    row(
      t('costTotal'),
      null,
      ({ cents }) => cents,
      addonTotalCents,
      cost.totalCents,
      noteOf({ isPriced: cost.complete, areLimitsKnown: true }),
    ),
  ]);
}
