import { DAY } from './clock.ts';
import { zeroLimits } from './pool.ts';
import { newId, noise } from './random.ts';
import { type Account, type PerService, type Profile, SERVICES, type State } from './state.ts';
import { rateFor } from './usage-model.ts';

const RESOURCES = [
  'device',
  'bucket',
  'dashboard',
  'dashboard_shared',
  'analysis',
  'action',
  'am',
  'dictionary',
  'connectors',
  'networks',
  'tcore',
  'tcore_cluster',
] as const;

/** Returns an empty profile with nothing allocated. */
export function newProfile(state: State, account: Account, name: string, at: number): Profile {
  const created_at = new Date(at).toISOString();
  const id = newId(state);
  return {
    id,
    account: account.id,
    name,
    logo_url: null,
    banner_url: null,
    created_at,
    updated_at: created_at,
    allocation: zeroLimits(),
    allocated_at: created_at,
    readings: {},
    rates: zeroLimits(),
    seed: Math.floor(noise(state.seed, ++state.counter) * 2 ** 31),
    amounts: Object.fromEntries(RESOURCES.map((resource) => [resource, 0])),
    dashboardOutput: 0,
    members: [],
    made: {},
    removed: [],
  };
}

/** Returns numbers, in the order of {@link SERVICES}, by service. */
export function perService(numbers: readonly (number | null)[]): PerService {
  return Object.fromEntries(SERVICES.map((service, i) => [service, numbers[i] ?? 0])) as PerService;
}

/**
 * Sets a profile's limits and its use at `at`, as shares (0.94) or exact numbers. Full services have been full for two
 * days.
 */
export function fill(
  profile: Profile,
  limits: PerService,
  shares: PerService,
  at: number,
  exact: Partial<PerService> = {},
): void {
  profile.allocation = limits;
  for (const service of SERVICES) {
    const value = exact[service] ?? asCounted(service, limits[service] * shares[service]);
    profile.rates[service] = rateFor(service, value, at);
    if (limits[service] === 0) continue;
    const full = value >= limits[service];
    profile.readings[service] = [{ at: full ? at - 2 * DAY : at, value }];
    if (full) profile.readings[service]?.push({ at, value });
  }
  profile.amounts.run_users = profile.readings.run_users?.at(-1)?.value ?? 0;
}

function asCounted(service: (typeof SERVICES)[number], value: number): number {
  return service === 'analysis' || service === 'file_storage'
    ? Math.round(value * 100) / 100
    : Math.round(value);
}

/** Sets realistic numbers of resources, in proportion to `size`. */
export function populate(profile: Profile, size: number): void {
  const max: Record<string, number> = {
    device: 80,
    bucket: 0,
    dashboard: 24,
    dashboard_shared: 3,
    analysis: 12,
    action: 20,
    am: 5,
    dictionary: 3,
    connectors: 6,
    networks: 2,
    tcore: 2,
    tcore_cluster: 1,
  };
  for (const [i, resource] of RESOURCES.entries()) {
    profile.amounts[resource] = Math.round(
      (max[resource] ?? 0) * size * (0.4 + 0.6 * noise(profile.seed, i, 5)),
    );
  }
  profile.dashboardOutput = Math.round(40 + 400 * noise(profile.seed, 99));
}
