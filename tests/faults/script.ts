import fc from 'fast-check';
import type { FaultRule } from '../sandbox/faults.ts';

/** What a person does; numbers pick a profile, a name or a token among those that there are. */
export type Action =
  | { do: 'switch' | 'refresh' | 'open-profile' | 'copy-token' | 'revoke-token'; profile: number }
  | { do: 'rename' | 'create-token' | 'invite'; profile: number; text: number }
  | { do: 'favourite'; profile: number; on: boolean }
  | { do: 'previous' | 'read-billing' | 'lists' };

/** What goes wrong meanwhile. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'platform'; rule: Pick<FaultRule, 'kind' | 'after' | 'times' | 'skip'>; profile: number | null }
  | { kind: 'worker-stopped' | 'page-closed' | 'offline' | 'browser-killed' }
  | { kind: 'twice' }
  | { kind: 'clock'; hours: number };

export interface Step {
  action: Action;
  fault: Fault;
}

const profile = fc.nat(63);
const text = fc.nat(9999);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('switch' as const), profile }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('previous' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refresh' as const), profile }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open-profile' as const), profile }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), profile, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create-token' as const), profile, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke-token' as const), profile }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy-token' as const), profile }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('invite' as const), profile, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('favourite' as const), profile, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read-billing' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lists' as const) }) },
);

/** Only these may follow work that was done: a platform that refuses has done nothing. */
const LOSES_RESPONSE = new Set<string>(['server-error', 'garbage', 'cut', 'truncate']);

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
    ),
    after: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
    skip: fc.nat(2),
  })
  .map((made) => ({ ...made, after: made.after && LOSES_RESPONSE.has(made.kind) }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('none' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('platform' as const),
      rule,
      profile: fc.option(profile, { freq: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('worker-stopped' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('page-closed' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('offline' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('twice' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('browser-killed' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), hours: fc.constantFrom(-1, 1, 24, 31 * 24) }),
  },
);

/** The same seed gives the same steps. */
export function scriptOf(seed: number, steps: number): Step[] {
  return fc.sample(fc.record({ action, fault }), { seed, numRuns: steps });
}
