import { type Account, type PerService, SERVICES, type State } from './state.ts';

/** What an account's profiles have got of its limits, summed. */
export function allocated(state: State, account: Account): PerService {
  const mine = state.profiles.filter((profile) => profile.account === account.id);
  const sum = SERVICES.map((service) => [
    service,
    mine.reduce((total, one) => total + one.allocation[service], 0),
  ]);
  return Object.fromEntries(sum) as PerService;
}

/** What each of an account's profiles has got of its limits, as `GET /account/allocation` returns it. */
export function allocationOf({ state }: { state: State }, account: Account) {
  return state.profiles
    .filter((profile) => profile.account === account.id)
    .map(({ id, allocated_at, allocation }) => ({ profile: id, updated_at: allocated_at, ...allocation }));
}

/** What of an account's limits no profile has got yet. */
export function unallocated(state: State, account: Account): PerService {
  const taken = allocated(state, account);
  const rest = SERVICES.map((service) => [
    service,
    Math.max(0, account.billing.services[service] - taken[service]),
  ]);
  return Object.fromEntries(rest) as PerService;
}

/**
 * What a new profile gets with `allocate_free_resources`: all that is left of the pool. (How much the platform
 * gives is not documented.)
 */
export const freeShare = unallocated;

export const none = (): PerService =>
  Object.fromEntries(SERVICES.map((service) => [service, 0])) as PerService;
