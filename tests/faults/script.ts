import fc from 'fast-check';
import type { FaultRule } from '../sandbox/faults.ts';
import type { AreaFails, WritesFail } from './failing-storage.ts';

/** Actions of a person, with their relative frequency. */
const ACTIONS = {
  switch: 4,
  previous: 1,
  filter: 2,
  visit: 5,
  refresh: 2,
  'refresh-all': 1,
  'open-profile': 1,
  'copy-token': 2,
  rename: 3,
  'create-token': 3,
  'rotate-token': 3,
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
  connect: 2,
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
  /** `profile`: what it is aimed at: whatever the action asks for, a profile, or (null) every request. */
  | { kind: 'platform'; rule: Pick<FaultRule, (typeof RULE_KEYS)[number]>; profile: 'action' | number | null }
  /** The platform makes a change at once, but its response is held until the extension has given up, or has ended. */
  | { kind: 'late-response'; until: 'timeout' | 'worker-stopped' }
  /** At the `count`th request to the platform (0: at once), or at the `count`th committed write. */
  | { kind: 'worker-stopped'; at: 'request' | 'write'; count: number }
  | { kind: 'page-closed' | 'offline' | 'browser-restarted' | 'browser-killed' | 'updated' }
  /** The same from another window at the same time; or something else, with another profile. */
  | { kind: 'twice' }
  | { kind: 'two-windows'; second: Action }
  /** The clock of this computer, of the platform, or of both. */
  | { kind: 'clock'; hours: number; whose: 'machine' | 'platform' | 'both' }
  /** Writes of the database fail as with a full disk or a broken store. */
  | ({ kind: 'writes-fail' } & WritesFail)
  /** Calls of the extension's storage areas fail. */
  | ({ kind: 'area-fails' } & AreaFails)
  | { kind: 'database-deleted' | 'database-newer' | 'database-blocked' };

export interface Step {
  action: Action;
  fault: Fault;
}

/** Returns what happens to the platform's responses; null: nothing. */
export function ruleOf(fault: Fault): Pick<FaultRule, 'kind' | 'how'> | null {
  if (fault.kind === 'late-response') return { kind: 'hold' };
  return fault.kind === 'platform' ? fault.rule : null;
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
  'headers',
  'method',
  'retryAfter',
] as const;

/** These ask the platform for nothing, or only after their reply. */
const WITHOUT_REQUESTS: ReadonlySet<ActionName> = new Set<ActionName>([
  'switch',
  'previous',
  'filter',
  'visit',
  'favourite',
  'preferences',
  'export',
  'set-passphrase',
  'remove-passphrase',
  'lock',
  'unlock',
  'disconnect',
]);
/** These make their requests for the account, not for a profile. */
export const OF_THE_ACCOUNT: ReadonlySet<ActionName> = new Set<ActionName>([
  'refresh-all',
  'add-profile',
  'allocate',
  'upgrade',
  'cancel-scheduled',
  'read-billing',
  'connect',
]);

/** These change something on the platform. */
const CHANGES: ReadonlySet<ActionName> = new Set<ActionName>([
  'rename',
  'create-token',
  'rotate-token',
  'revoke-token',
  'invite',
  'add-profile',
  'allocate',
  'upgrade',
  'connect',
  'remove-member',
  'delete-profile',
  'cancel-scheduled',
]);

const actionOf = (isDrawn: (name: ActionName) => boolean): fc.Arbitrary<Action> =>
  fc.record({
    do: fc.oneof(
      ...Object.entries(ACTIONS)
        .filter(([name]) => isDrawn(name as ActionName))
        .map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as ActionName) })),
    ),
    profile: fc.nat(63),
    value: fc.nat(9999),
  });
const action = actionOf(() => true);
const requesting = actionOf((name) => !WITHOUT_REQUESTS.has(name));
const changing = actionOf((name) => CHANGES.has(name));

/** Valid JSON in the platform's envelope, with something of another type in it. */
const WRONG_TYPES = [
  null,
  42,
  'text',
  true,
  [42],
  [null],
  [{ id: 7, name: [], created_at: {} }],
  { id: 7, name: null, profiles: 'text', services: 5, limits: [], usage: 'none', token: 9 },
].map((result) => JSON.stringify({ status: true, result }));

/** Only these may follow work that was done: a platform that refuses has done nothing. */
const MAY_FOLLOW_WORK = new Set<string>([
  'server-error',
  'garbage',
  'cut',
  'truncate',
  'half',
  'stale',
  'latency',
]);

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
      'raw' as const,
    ),
    after: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
    skip: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
    body: fc.constantFrom(...WRONG_TYPES),
    how: fc.constantFrom('close' as const, 'goaway' as const, 'refuse' as const, 'reset' as const),
    status: fc.constantFrom(502, 503, 200),
    latency: fc.constantFrom(150, 400, 900),
  })
  .map(({ how, status, latency, body, ...made }) => ({
    ...made,
    after: made.after && MAY_FOLLOW_WORK.has(made.kind),
    ...(made.kind === 'cut' ? { how } : {}),
    ...(made.kind === 'garbage' ? { status } : {}),
    // A change has no earlier response.
    ...(made.kind === 'stale' ? { method: 'GET' } : {}),
    // Later requests are answered meanwhile: responses arrive in another order, or say what was true earlier.
    ...(made.kind === 'latency' ? { latency } : {}),
    // For reads only: the envelope would confirm a change that the platform refused.
    ...(made.kind === 'raw'
      ? { method: 'GET', status: 200, body, headers: { 'content-type': 'application/json' } }
      : {}),
    ...(made.kind === 'rate-limit' ? { retryAfter: 1 } : {}),
  }));

/** What the background calls; only the docs site's script reads `local`. */
const AREA_CALLS: AreaFails[] = [
  { area: 'local', method: 'set' },
  { area: 'local', method: 'remove' },
  { area: 'session', method: 'set' },
  { area: 'session', method: 'get' },
  { area: 'session', method: 'remove' },
];

const only = <Kind extends string>(kind: Kind) => fc.record({ kind: fc.constant(kind) });

const platformFault = fc.record({
  kind: fc.constant('platform' as const),
  rule,
  profile: fc.oneof(
    { weight: 6, arbitrary: fc.constant('action' as const) },
    { weight: 1, arbitrary: fc.nat(63) },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
});

const otherFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 44, arbitrary: only('none') },
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
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('writes-fail' as const),
      at: fc.constantFrom(
        'put' as const,
        'put' as const,
        'delete' as const,
        'commit' as const,
        'commit' as const,
      ),
      from: fc.nat(4),
      error: fc.constantFrom('QuotaExceededError' as const, 'UnknownError' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<AreaFails>(...AREA_CALLS)
      .map((call) => ({ kind: 'area-fails' as const, ...call })),
  },
  { weight: 1, arbitrary: only('browser-restarted') },
  { weight: 2, arbitrary: only('browser-killed') },
  { weight: 2, arbitrary: only('updated') },
  { weight: 1, arbitrary: only('database-deleted') },
  { weight: 2, arbitrary: only('database-newer') },
  { weight: 2, arbitrary: only('database-blocked') },
);

const lateResponse = fc.record({
  kind: fc.constant('late-response' as const),
  until: fc.constantFrom('timeout' as const, 'worker-stopped' as const),
});

/** Little but locking removes anything from the session. */
const lockToRemove = ({ action, fault }: Step): Step =>
  fault.kind === 'area-fails' && fault.area === 'session' && fault.method === 'remove'
    ? { action: { ...action, do: 'lock' }, fault }
    : { action, fault };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 128, arbitrary: fc.record({ action, fault: otherFault }).map(lockToRemove) },
  { weight: 72, arbitrary: fc.record({ action: requesting, fault: platformFault }) },
  { weight: 10, arbitrary: fc.record({ action: changing, fault: lateResponse }) },
);

/** Returns the steps of a seed; always the same. */
export function scriptOf(seed: number, steps: number): Step[] {
  return fc.sample(step, { seed, numRuns: steps });
}
