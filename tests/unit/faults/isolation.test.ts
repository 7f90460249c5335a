import { expect, test } from 'vitest';
import { combined, Limited, reachOf, strayMarks } from '../../faults/isolation.ts';
import type { Fault } from '../../faults/script.ts';
import type { Mark, Snapshot } from '../../faults/snapshot.ts';

const stored = (...marks: Partial<Mark>[]): Snapshot => ({
  active: { active: null, recents: [] },
  profiles: [],
  accounts: [{ key: 'account', tokenProfile: 'home' }],
  settings: new Map(),
  marks: new Map(
    marks.map((mark, index) => [
      String(index),
      {
        what: 'usage',
        name: 'B',
        profile: 'b',
        account: 'account',
        code: 'server',
        value: 'server',
        ...mark,
      },
    ]),
  ),
});
type Rule = (Fault & { kind: 'platform' })['rule'];
const reachOfRule = (rule: Rule, target: string | null) =>
  reachOf({ kind: 'platform', rule, profile: 0 }, { host: null, profile: target }, [], stored());

test('a failure of a profile that the fault is not aimed at is a violation', () => {
  const onA = reachOfRule({ kind: 'server-error' }, 'a');
  expect(strayMarks(stored(), stored({}), onA, false)).toEqual([
    "usage of B is server by another profile's fault",
  ]);
  expect(strayMarks(stored({}), stored({}), onA, false)).toEqual([]);
  expect(strayMarks(stored(), stored({ profile: 'a' }), onA, false)).toEqual([]);
  expect(
    strayMarks(stored(), stored({}), combined(onA, reachOfRule({ kind: 'denied' }, 'b')), false),
  ).toEqual([]);
});

test('without a target, any request may fail, and only a refusal denies access', () => {
  const denied = { what: 'access' as const, code: 'denied', value: 'denied' };
  const late = reachOfRule({ kind: 'latency' }, null);
  expect(strayMarks(stored(), stored({}), late, false)).toEqual([]);
  expect(strayMarks(stored(), stored(denied), late, false)).toHaveLength(1);
  expect(strayMarks(stored(), stored(denied), reachOfRule({ kind: 'denied' }, null), false)).toEqual([]);
});

test("an account's state and failure need a fault that reaches its own requests", () => {
  const signedOut = { what: 'state' as const, profile: null, code: 'needs-sign-in', value: 'needs-sign-in' };
  const failed = { what: 'failure' as const, profile: null };
  for (const mark of [signedOut, failed]) {
    expect(
      strayMarks(stored(), stored(mark), reachOfRule({ kind: 'unauthorized' }, 'a'), false),
    ).toHaveLength(1);
    expect(strayMarks(stored(), stored(mark), reachOfRule({ kind: 'unauthorized' }, 'home'), false)).toEqual(
      [],
    );
  }
});

test('an account pauses only after 429s of three profiles', () => {
  const pause = { what: 'pause' as const, profile: null };
  const limited = new Limited();
  const add = (target: string) => {
    limited.add(reachOfRule({ kind: 'rate-limit' }, target));
    return strayMarks(stored(), stored(pause), reachOfRule({ kind: 'rate-limit' }, target), limited.mayPause);
  };
  expect(add('a')).toHaveLength(1);
  expect(add('b')).toHaveLength(1);
  expect(add('c')).toEqual([]);
});

test('a fault of one account reaches no other', () => {
  const rule = { kind: 'server-error' as const };
  const reach = (host: string) =>
    reachOf({ kind: 'platform', rule, profile: 'action' }, { host, profile: null }, [], {
      ...stored(),
      accounts: [{ key: 'https://api.eu.example#1', tokenProfile: 'home' }],
    });
  const mark = { account: 'https://api.eu.example#1' };
  expect(strayMarks(stored(), stored(mark), reach('api.eu.example'), false)).toEqual([]);
  expect(strayMarks(stored(), stored(mark), reach('api.us.example'), false)).toHaveLength(1);
});
