import { type AddonCost, addonsInUse, type ServiceCost } from '../../../lib/domain/billing/cost.ts';
import {
  addonPartCents,
  addonTotalCents,
  areAllLimitsKnown,
  isUnallocatedPriced,
  servicePartCents,
} from '../../../lib/domain/billing/cost-parts.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { NotedRow } from '../shared/with-notes.ts';
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

/** A row of the file; cents are null where they aren't known. */
interface CostRow {
  name: string;
  /** The profile's; missing in rows of no profile. */
  id?: string | null;
  serviceCents: (service: ServiceCost) => number | null;
  addonCents: (addon: AddonCost) => number | null;
  cents: number | null;
  note: string | null;
}

/**
 * Returns the whole breakdown in US dollars: a row for each profile, one for what is unallocated, one for the plan, and
 * the sum. The cell of what has no published price is empty, and so are those of a profile whose limits can't be read
 * and, where there is one, those of what is unallocated. Notes as in {@link csvWithNotes}.
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
  const areLimitsKnown = areAllLimitsKnown(cost);
  const row = ({ name, id = null, serviceCents, addonCents, cents, note }: CostRow): NotedRow => ({
    cells: [
      name,
      id,
      ...accountCells,
      ...services.map((service) => moneyCell(serviceCents(service))),
      ...addons.map((addon) => moneyCell(addonCents(addon))),
      moneyCell(cents),
      'USD',
    ],
    note,
  });
  return csvWithNotes(head, [
    ...cost.profiles.map((profile) =>
      row({
        name: plainNameOf(profile, rowOf),
        id: profile.profileId,
        serviceCents: (service) =>
          profile.areLimitsUnreadable ? null : servicePartCents(service, profile.profileId),
        addonCents: (addon) => addonPartCents(addon, profile.profileId),
        cents: profile.areLimitsUnreadable ? null : profile.cents,
        note: profileNote(profile, cost),
      }),
    ),
    row({
      name: t('costUnallocated'),
      serviceCents: (service) => (areLimitsKnown ? servicePartCents(service, null) : null),
      addonCents: () => 0,
      cents: areLimitsKnown ? cost.unallocatedCents : null,
      note: noteOf({ isPriced: isUnallocatedPriced(cost), areLimitsKnown }),
    }),
    row({
      name: t('costPlanRow', planText(cost.plan.name)),
      serviceCents: () => 0,
      addonCents: () => 0,
      cents: cost.plan.cents,
      note: noteOf({ isPriced: cost.plan.cents !== null, areLimitsKnown: true }),
    }),
    row({
      name: t('costTotal'),
      serviceCents: ({ cents }) => cents,
      addonCents: addonTotalCents,
      cents: cost.totalCents,
      note: noteOf({ isPriced: cost.complete, areLimitsKnown: true }),
    }),
  ]);
}
