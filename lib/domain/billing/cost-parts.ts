import { own } from '../own.ts';
import type { AddonCost, CostBreakdown, ProfileCost, ServiceCost } from './cost.ts';
import { type Markup, markupCents } from './money.ts';

/**
 * Returns the part of a service's cost that a profile has, or with null the one that is unallocated, in cents; null if
 * there is such a part and the price isn't known.
 */
export function servicePartCents(service: ServiceCost, profileId: string | null): number | null {
  const { cents, shares, unallocated, unallocatedCents } = service;
  const share = profileId === null ? undefined : own(shares, profileId);
  const part = profileId === null ? unallocatedCents : (share ?? 0);
  const hasPart = profileId === null ? unallocated > 0 : share !== undefined;
  return cents === null && hasPart ? null : part;
}

/** Returns what a profile pays for an add-on, in cents; null if it has it and the price isn't known. */
export function addonPartCents({ centsEach, profileIds }: AddonCost, profileId: string): number | null {
  return profileIds.has(profileId) ? centsEach : 0;
}

/** Returns what an account pays for an add-on, in cents; null if the price isn't known. */
export function addonTotalCents({ centsEach, cents }: Pick<AddonCost, 'centsEach' | 'cents'>): number | null {
  return centsEach === null ? null : cents;
}

/** Returns what a markup adds to what a profile costs, in cents; nothing while that isn't known. */
export function addedCents({ cents, areLimitsUnreadable }: ProfileCost, markup: Markup | null): number {
  return areLimitsUnreadable ? 0 : markupCents(cents, markup);
}

/** Returns true if what a markup adds doesn't depend on an unknown price, as a percentage does. */
export function isAddedPriced(
  profile: ProfileCost,
  markup: Markup | null,
  cost: Pick<CostBreakdown, 'services' | 'addons'>,
): boolean {
  const isShare = markup !== null && 'percentHundredths' in markup && markup.percentHundredths > 0;
  return !isShare || isFullyPriced(profile, cost);
}

/** Returns true if the price of everything that a profile has is known. */
export function isFullyPriced(
  { profileId }: Pick<ProfileCost, 'profileId'>,
  { services, addons }: Pick<CostBreakdown, 'services' | 'addons'>,
): boolean {
  return (
    services.every((service) => servicePartCents(service, profileId) !== null) &&
    addons.every((addon) => addonPartCents(addon, profileId) !== null)
  );
}

/** Returns true if every profile's limits could be read: only then is it known what isn't allocated. */
export function areAllLimitsKnown({ profiles }: Pick<CostBreakdown, 'profiles'>): boolean {
  return profiles.every(({ areLimitsUnreadable }) => !areLimitsUnreadable);
}

/** Returns true if the price of everything that isn't allocated to a profile is known. */
export function isUnallocatedPriced({ services }: Pick<CostBreakdown, 'services'>): boolean {
  return services.every((service) => servicePartCents(service, null) !== null);
}

/** Returns true if the price of everything that an account's profiles have is known. */
export function areProfilesFullyPriced(
  cost: Pick<CostBreakdown, 'profiles' | 'services' | 'addons'>,
): boolean {
  return cost.profiles.every((profile) => isFullyPriced(profile, cost));
}
