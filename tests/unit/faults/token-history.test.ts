import { expect, test } from 'vitest';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import type { TokenRotation } from '../../../lib/domain/tokens/rotation.ts';
import { type Ledger, type Performed, tokenLabel } from '../../faults/ledger.ts';
import type { Fault } from '../../faults/script.ts';
import { endedRotations, TokenHistory } from '../../faults/token-history.ts';

const DONE = { ok: true, value: null };
const REFUSED = { ok: false, failure: { code: 'refused' } };
const profileKey = 'https://api.us-e1.tago.io#a' as ProfileKey;
const OLD = '2026-01-01T00:00:00.000Z';
const NEW = '2026-02-01T00:00:00.000Z';

/** A platform on which the profile has tokens of these times. */
const platform = (...times: string[]): Ledger => ({
  profiles: new Map([
    [
      'a',
      {
        name: 'A',
        tokens: times.map(() => 'Name 1'),
        tokenIds: times.map((at) => tokenLabel('Name 1', at)),
        members: [],
        limits: {},
      },
    ],
  ]),
  charges: [],
  scheduled: new Map(),
});
const action = (action: Performed['do'], reply: Performed['reply'] = DONE): Performed => ({
  do: action,
  profile: 'a',
  ref: { connectionKey: 'account', profileKey },
  subject: 'Name 1',
  createdAt: OLD,
  amount: 0,
  from: 0,
  reply,
});
const rotation = (successor: string | null): TokenRotation => ({
  profileKey,
  token: { name: 'Name 1', createdAt: OLD },
  permission: 'read',
  successor,
  known: [OLD],
  startedAt: 0,
});
interface Step {
  now: Ledger;
  performed?: Performed[];
  rotations?: TokenRotation[];
  fault?: Fault;
  mayRepeat?: boolean;
}
/** Returns how many sentences there are after each step of a profile that has the old token. */
const found = (...steps: Step[]) => {
  const history = new TokenHistory(platform(OLD));
  return steps.map(
    ({ now, performed = [], rotations = [], fault = { kind: 'none' }, mayRepeat = false }) =>
      history.check(now, { performed, rotations, fault, mayRepeat }).length,
  );
};

test('a token is gone only after it was revoked, and then for good', () => {
  const revoke = action('revoke-token');
  expect(found({ now: platform() })).toEqual([1]);
  expect(found({ now: platform(), performed: [revoke] }, { now: platform() })).toEqual([0, 0]);
  expect(found({ now: platform(OLD), performed: [revoke] })).toEqual([1]);
  expect(found({ now: platform(), performed: [action('revoke-token', REFUSED)] })).toEqual([1]);
  expect(found({ now: platform(), performed: [action('revoke-token', REFUSED)], mayRepeat: true })).toEqual([
    0,
  ]);
  expect(
    found({ now: platform(OLD), performed: [action('revoke-token', null)] }, { now: platform() }),
  ).toEqual([0, 0]);
});

test('a rotation revokes no token, and neither its new one is lost nor another than the old one revoked', () => {
  const rotate: Step = {
    now: platform(OLD, NEW),
    performed: [action('rotate-token')],
    rotations: [rotation(NEW)],
  };
  expect(found(rotate)).toEqual([0]);
  expect(found({ ...rotate, now: platform(NEW) })).toEqual([1]);
  expect(found(rotate, { now: platform(NEW), performed: [action('revoke-token')] })).toEqual([0, 0]);
  expect(found(rotate, { now: platform(OLD), performed: [action('revoke-token')] })).toEqual([0, 2]);
});

test('a confirmed rotation is watched, by a successor that the platform has made', () => {
  const step = (rotations: TokenRotation[], fault?: Fault) =>
    found({
      now: platform(OLD, NEW),
      performed: [action('rotate-token')],
      rotations,
      ...(fault ? { fault } : {}),
    });
  expect(step([rotation(null)])).toEqual([0]);
  expect(step([rotation('2026-03-01T00:00:00.000Z')])).toEqual([1]);
  expect(step([rotation(OLD)])).toEqual([1]);
  expect(step([])).toEqual([1]);
  expect(step([], { kind: 'database-deleted' })).toEqual([0]);
});

test('a rotation ends once its token or its successor is gone', () => {
  const ended = (now: Ledger, successor: string | null, touched = ['a']) =>
    endedRotations(now, [rotation(successor)], new Set(touched)).length;
  expect(ended(platform(OLD), null)).toBe(0);
  expect(ended(platform(OLD, NEW), NEW)).toBe(0);
  expect(ended(platform(NEW), NEW)).toBe(1);
  expect(ended(platform(OLD), NEW)).toBe(1);
  expect(ended(platform(OLD), NEW, [])).toBe(0);
});
