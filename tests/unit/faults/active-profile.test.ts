import { expect, test } from 'vitest';
import { lostActive, switchesOf } from '../../faults/active-profile.ts';
import type { Performed } from '../../faults/ledger.ts';
import type { Snapshot } from '../../faults/snapshot.ts';

const ref = (id: string) => ({ connectionKey: 'account', profileKey: id });
const stored = (active: string | null, recents: string[] = [], ids = ['a', 'b', 'c']): Snapshot => ({
  active: { active: active === null ? null : ref(active), recents: recents.map(ref) },
  profiles: ids.map((id) => ({ ...ref(id), id, name: id.toUpperCase(), access: 'ok' })),
  accounts: [],
  failures: new Map(),
  settings: new Map(),
  rotations: [],
});
const NONE = { confirmed: [], possible: [], mayBeRemoved: false, mayBeChosen: false };

const action = (one: Partial<Performed>): Performed => ({
  do: 'switch',
  profile: 'b',
  ref: ref('b'),
  subject: '',
  amount: 0,
  from: 0,
  reply: { ok: true },
  ...one,
});

test('a profile that nobody switched to is not active', () => {
  expect(lostActive(stored('a').active, stored('a'), NONE)).toEqual([]);
  expect(lostActive(stored('a').active, stored('b'), NONE)).toEqual([
    'the active profile is B, and should be A',
  ]);
  expect(lostActive(stored('a').active, stored(null), NONE)).toEqual([
    'the active profile is none, and should be A',
  ]);
});

test('a confirmed switch is there, and a refused one is not', () => {
  const before = stored('a');
  const confirmed = switchesOf(before, [action({})], null);
  expect(lostActive(before.active, stored('b'), confirmed)).toEqual([]);
  expect(lostActive(before.active, stored('a'), confirmed)).toHaveLength(1);
  const refused = switchesOf(
    before,
    [action({ reply: { ok: false, failure: { code: 'not-found' } } })],
    null,
  );
  expect(lostActive(before.active, stored('b'), refused)).toHaveLength(1);
});

test('without a reply, the old or the new one is active', () => {
  const before = stored('a');
  const unknown = switchesOf(before, [action({ reply: null })], null);
  expect(lostActive(before.active, stored('a'), unknown)).toEqual([]);
  expect(lostActive(before.active, stored('b'), unknown)).toEqual([]);
  expect(lostActive(before.active, stored('c'), unknown)).toHaveLength(1);
});

test('signing in chooses one where none was active, also after a switch without a reply', () => {
  const unknown = { ...NONE, possible: [ref('b')], mayBeChosen: true };
  expect(lostActive(stored(null).active, stored('c'), unknown)).toEqual([]);
  expect(lostActive(stored('a').active, stored('c'), unknown)).toHaveLength(1);
});

test('a switch to the previous one makes that active which its reply names', () => {
  const before = stored('a', ['c', 'b']);
  const switched = switchesOf(
    before,
    [action({ do: 'previous', reply: { ok: true, value: ref('c') } })],
    null,
  );
  expect(lostActive(before.active, stored('c'), switched)).toEqual([]);
  expect(lostActive(before.active, stored('b'), switched)).toHaveLength(1);
});

test('a removed one is replaced by the most recent one left, or by none', () => {
  const before = stored('a', ['b', 'c']);
  expect(lostActive(before.active, stored('b', [], ['b', 'c']), NONE)).toEqual([]);
  expect(lostActive(before.active, stored('c', [], ['b', 'c']), NONE)).toHaveLength(1);
  expect(lostActive(before.active, stored(null, [], ['b', 'c']), NONE)).toHaveLength(1);
  expect(lostActive(stored('a').active, stored(null, [], ['b', 'c']), NONE)).toEqual([]);
  expect(lostActive(stored('a').active, stored('b', [], ['b', 'c']), NONE)).toHaveLength(1);
});

test('a sign-in chooses a profile only where none is active', () => {
  const connected = switchesOf(stored(null), [action({ do: 'connect' })], null);
  expect(lostActive(stored(null).active, stored('b'), connected)).toEqual([]);
  expect(lostActive(stored(null).active, stored('b'), NONE)).toHaveLength(1);
  expect(lostActive(stored('a').active, stored('b'), connected)).toHaveLength(1);
});

test('an active profile that is not stored is lost', () => {
  expect(lostActive(stored('a').active, stored('a', [], ['b']), NONE)).toHaveLength(1);
});
