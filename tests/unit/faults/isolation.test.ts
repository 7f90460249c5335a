import { expect, test } from 'vitest';
import {
  combineReaches,
  expiresTokens,
  RateLimitedProfiles,
  type Reach,
  reachOf,
  unexpectedFailures,
} from '../../faults/isolation.ts';
import type { Fault } from '../../faults/script.ts';
import type { Snapshot, StoredFailure } from '../../faults/snapshot.ts';

const stored = (...failures: Partial<StoredFailure>[]): Snapshot => ({
  active: { active: null, recents: [] },
  profiles: [],
  accounts: [{ key: 'account', tokenProfile: 'home' }],
  settings: new Map(),
  rotations: [],
  failures: new Map(
    failures.map((failure, index) => [
      String(index),
      {
        what: 'usage',
        name: 'B',
        profile: 'b',
        account: 'account',
        code: 'server',
        value: 'server',
        ...failure,
      },
    ]),
  ),
});
type Rule = (Fault & { kind: 'platform' })['rule'];
const reachOfRule = (rule: Rule, target: string | null) =>
  reachOf({ kind: 'platform', rule, profile: 0 }, { host: null, profile: target }, [], stored().accounts);

const existing = new Set(['a', 'b', 'home']);
const strays = (before: Snapshot, after: Snapshot, reach: Reach, mayPause = false) =>
  unexpectedFailures(before, after, { reach, mayPause, existing });

test('a failure of a profile that the fault is not aimed at is a violation', () => {
  const onA = reachOfRule({ kind: 'server-error' }, 'a');
  expect(strays(stored(), stored({}), onA)).toEqual(["usage of B is server by another profile's fault"]);
  expect(strays(stored({}), stored({}), onA)).toEqual([]);
  expect(strays(stored(), stored({ profile: 'a' }), onA)).toEqual([]);
  expect(strays(stored(), stored({}), combineReaches(onA, reachOfRule({ kind: 'denied' }, 'b')))).toEqual([]);
});

test('without a target, any request may fail, and only a refusal denies access', () => {
  const denied = { what: 'access' as const, code: 'denied', value: 'denied' };
  const late = reachOfRule({ kind: 'latency' }, null);
  expect(strays(stored(), stored({}), late)).toEqual([]);
  expect(strays(stored(), stored(denied), late)).toHaveLength(1);
  expect(strays(stored(), stored(denied), reachOfRule({ kind: 'denied' }, null))).toEqual([]);
});

test("an account's state and failure need a fault that reaches its own requests", () => {
  const signedOut = { what: 'state' as const, profile: null, code: 'needs-sign-in', value: 'needs-sign-in' };
  const failed = { what: 'failure' as const, profile: null };
  for (const failure of [signedOut, failed]) {
    expect(strays(stored(), stored(failure), reachOfRule({ kind: 'unauthorized' }, 'a'))).toHaveLength(1);
    expect(strays(stored(), stored(failure), reachOfRule({ kind: 'unauthorized' }, 'home'))).toEqual([]);
  }
});

test('an account pauses only after 429s of three profiles', () => {
  const pause = { what: 'pause' as const, profile: null };
  const limited = new RateLimitedProfiles();
  const add = (target: string) => {
    limited.add(reachOfRule({ kind: 'rate-limit' }, target));
    return strays(stored(), stored(pause), reachOfRule({ kind: 'rate-limit' }, target), limited.mayPause);
  };
  expect(add('a')).toHaveLength(1);
  expect(add('b')).toHaveLength(1);
  expect(add('c')).toEqual([]);
});

test('a fault of one account reaches no other', () => {
  const rule = { kind: 'server-error' as const };
  const reach = (host: string) =>
    reachOf(
      { kind: 'platform', rule, profile: 'action' },
      { host, profile: null },
      [],
      [{ key: 'https://api.eu.example#1', tokenProfile: 'home' }],
    );
  const failure = { account: 'https://api.eu.example#1' };
  expect(strays(stored(), stored(failure), reach('api.eu.example'))).toEqual([]);
  expect(strays(stored(), stored(failure), reach('api.us.example'))).toHaveLength(1);
});

test('a response that comes too late marks what it was about, and refuses nothing', () => {
  const late = reachOf(
    { kind: 'late-response', until: 'timeout' },
    { host: null, profile: 'a' },
    [],
    stored().accounts,
  );
  expect(strays(stored(), stored({ profile: 'a', code: 'timeout' }), late)).toEqual([]);
  expect(strays(stored(), stored({ code: 'timeout' }), late)).toHaveLength(1);
  const denied = { what: 'access' as const, profile: 'a', code: 'denied', value: 'denied' };
  expect(strays(stored(), stored(denied), late)).toHaveLength(1);
});

test('an account that was read before its database was replaced may have lost its credential', () => {
  const signedOut = { what: 'state' as const, profile: null, code: 'needs-sign-in', value: 'needs-sign-in' };
  const found = (kind: 'database-blocked' | 'writes-fail') => {
    const fault: Fault =
      kind === 'writes-fail' ? { kind, at: 'put', from: 0, error: 'UnknownError' } : { kind };
    return strays(
      stored(),
      stored(signedOut),
      reachOf(fault, { host: null, profile: null }, [], stored().accounts),
    );
  };
  expect(found('database-blocked')).toEqual([]);
  expect(found('writes-fail')).toHaveLength(1);
});

test('a profile that the platform no longer has may be not found, another one may not', () => {
  const reach = reachOfRule({ kind: 'latency' }, 'a');
  expect(strays(stored(), stored({ profile: 'removed', code: 'not-found' }), reach)).toEqual([]);
  expect(strays(stored(), stored({ code: 'not-found' }), reach)).toHaveLength(1);
  expect(strays(stored(), stored({ profile: 'removed' }), reach)).toHaveLength(1);
});

test('tokens expire by the platform’s clock, and only when it moves on', () => {
  const clock = (hours: number, whose: 'machine' | 'platform' | 'both'): Fault => ({
    kind: 'clock',
    hours,
    whose,
  });
  expect(expiresTokens(clock(24, 'platform'))).toBe(true);
  expect(expiresTokens(clock(24, 'both'))).toBe(true);
  expect(expiresTokens(clock(24, 'machine'))).toBe(false);
  expect(expiresTokens(clock(-1, 'platform'))).toBe(false);
  expect(expiresTokens({ kind: 'offline' })).toBe(false);
});
