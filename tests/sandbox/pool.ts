import { type Account, type PerService, SERVICES, type State } from './state.ts';

/** Returns the sum of the limits of an account's profiles. */
export function allocated(state: State, account: Account): PerService {
  const mine = state.profiles.filter((profile) => profile.account === account.id);
  const sum = SERVICES.map((service) => [
    service,
    mine.reduce((total, one) => total + one.allocation[service], 0),
  ]);
  return Object.fromEntries(sum) as PerService;
}

/** Returns the limits of each of an account's profiles, as `GET /account/allocation` does. */
export function allocationOf({ state }: { state: State }, account: Account) {
  return state.profiles
    .filter((profile) => profile.account === account.id)
    .map(({ id, allocated_at, allocation }) => ({ profile: id, updated_at: allocated_at, ...allocation }));
}

/** Returns what is left of an account's limits. */
export function unallocated(state: State, account: Account): PerService {
  const taken = allocated(state, account);
  const rest = SERVICES.map((service) => [
    service,
    Math.max(0, account.billing.services[service] - taken[service]),
  ]);
  return Object.fromEntries(rest) as PerService;
}

/**
 * Returns what a new profile gets with `allocate_free_resources`. How much the platform allocates isn't documented;
 * here, all that is free.
 */
export const newProfileShare = unallocated;

export const zeroLimits = (): PerService =>
  Object.fromEntries(SERVICES.map((service) => [service, 0])) as PerService;
