import fc from 'fast-check';
import type { FaultRule } from '../sandbox/faults.ts';

/** Actions of a person, with their relative frequency. */
const ACTIONS = {
  switch: 4,
  previous: 1,
  filter: 2,
  visit: 3,
  refresh: 2,
  'refresh-all': 1,
  'open-profile': 1,
  'copy-token': 2,
  rename: 3,
  'create-token': 3,
  'revoke-token': 2,
  invite: 2,
  'remove-member': 1,
  favourite: 1,
  preferences: 1,
  'add-profile': 2,
  'delete-profile': 1,
  allocate: 3,
  upgrade: 2,
  'cancel-scheduled': 1,
  export: 1,
  'read-billing': 1,
  'read-team': 1,
  'read-tokens': 1,
  'read-history': 1,
  'set-passphrase': 1,
  'remove-passphrase': 1,
  lock: 1,
  unlock: 2,
  connect: 1,
  disconnect: 1,
} as const;

export type ActionName = keyof typeof ACTIONS;

/** `profile` and `value` select a profile, a page, a token, … among the existing ones. */
export interface Action {
  do: ActionName;
  profile: number;
  value: number;
}

/** The fault while the action runs. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'platform'; rule: Pick<FaultRule, (typeof RULE_KEYS)[number]>; profile: number | null }
  /** At the `count`th request to the platform (0: at once), or at the `count`th committed write. */
  | { kind: 'worker-stopped'; at: 'request' | 'write'; count: number }
  | { kind: 'page-closed' | 'offline' | 'browser-restarted' | 'browser-killed' | 'updated' }
  /** The same from another window at the same time; or something else, with another profile. */
  | { kind: 'twice' }
  | { kind: 'two-windows'; second: Action }
  /** The clock of this computer, of the platform, or of both. */
  | { kind: 'clock'; hours: number; whose: 'machine' | 'platform' | 'both' }
  /** Every write from the `from`th on fails as with a full disk or a broken store. */
  | { kind: 'writes-fail'; from: number; error: 'QuotaExceededError' | 'UnknownError' }
  | { kind: 'database-deleted' | 'database-newer' | 'database-blocked' };

export interface Step {
  action: Action;
  fault: Fault;
}

const RULE_KEYS = [
  'kind',
  'how',
  'after',
  'times',
  'skip',
  'latency',
  'status',
  'body',
  'retryAfter',
] as const;

const action: fc.Arbitrary<Action> = fc.record({
  do: fc.oneof(
    ...Object.entries(ACTIONS).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name as ActionName),
    })),
  ),
  profile: fc.nat(63),
  value: fc.nat(9999),
});

/** Only these may follow work that was done: a platform that refuses has done nothing. */
const LOSES_RESPONSE = new Set<string>(['server-error', 'garbage', 'cut', 'truncate', 'half', 'stale']);

const rule = fc
  .record({
    kind: fc.constantFrom(
      'denied' as const,
      'unauthorized' as const,
      'rate-limit' as const,
      'server-error' as const,
      'status-false' as const,
      'garbage' as const,
      'cut' as const,
      'truncate' as const,
      'half' as const,
      'stale' as const,
      'latency' as const,
    ),
    after: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
    skip: fc.nat(2),
    how: fc.constantFrom('close' as const, 'goaway' as const, 'refuse' as const, 'reset' as const),
    status: fc.constantFrom(502, 503, 200),
    latency: fc.constantFrom(150, 400, 900),
  })
  .map(({ how, status, latency, ...made }) => ({
    ...made,
    after: made.after && LOSES_RESPONSE.has(made.kind),
    ...(made.kind === 'cut' ? { how } : {}),
    ...(made.kind === 'garbage' ? { status } : {}),
    // Later requests are answered meanwhile: responses arrive in another order.
    ...(made.kind === 'latency' ? { latency } : {}),
    ...(made.kind === 'rate-limit' ? { retryAfter: 1 } : {}),
  }));

const only = <Kind extends string>(kind: Kind) => fc.record({ kind: fc.constant(kind) });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 44, arbitrary: only('none') },
  {
    weight: 72,
    arbitrary: fc.record({
      kind: fc.constant('platform' as const),
      rule,
      profile: fc.option(fc.nat(63), { freq: 2 }),
    }),
  },
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('worker-stopped' as const),
      at: fc.constantFrom('request' as const, 'write' as const),
      count: fc.nat(4),
    }),
  },
  { weight: 8, arbitrary: only('page-closed') },
  { weight: 8, arbitrary: only('offline') },
  { weight: 10, arbitrary: only('twice') },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('two-windows' as const), second: action }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      hours: fc.constantFrom(-1, 1, 24, 31 * 24, -31 * 24),
      whose: fc.constantFrom('machine' as const, 'platform' as const, 'both' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('writes-fail' as const),
      from: fc.nat(4),
      error: fc.constantFrom('QuotaExceededError' as const, 'UnknownError' as const),
    }),
  },
  { weight: 1, arbitrary: only('browser-restarted') },
  { weight: 2, arbitrary: only('browser-killed') },
  { weight: 2, arbitrary: only('updated') },
  { weight: 1, arbitrary: only('database-deleted') },
  { weight: 2, arbitrary: only('database-newer') },
  { weight: 2, arbitrary: only('database-blocked') },
);

/** Returns the steps of a seed; always the same. */
export function scriptOf(seed: number, steps: number): Step[] {
  return fc.sample(fc.record({ action, fault }), { seed, numRuns: steps });
}
