import { expect, test } from 'vitest';
import { contradictions, type Ledger, type Performed } from '../../faults/ledger.ts';
import { lostSettings } from '../../faults/stored-settings.ts';
import { type Circumstances, Totals } from '../../faults/totals.ts';

const NO_REPLY = null;
const DONE = { ok: true, value: null };
const REFUSED = { ok: false, failure: { code: 'refused' } };
const CALM = { mayRepeat: false, mayTurnCycle: false };

const platform = (
  more: Partial<{ name: string; tokens: string[]; input: number; charges: string[] }> = {},
): Ledger => ({
  profiles: new Map([
    [
      'a',
      {
        name: more.name ?? 'A',
        tokens: more.tokens ?? [],
        tokenIds: [],
        members: [],
        limits: { input: more.input ?? 10 },
      },
    ],
  ]),
  charges: more.charges ?? [],
  scheduled: new Map(),
});
const action = (one: Partial<Performed>): Performed => ({
  do: 'rename',
  profile: 'a',
  ref: { connectionKey: 'account', profileKey: 'a' },
  subject: 'Name 1',
  amount: 0,
  from: 0,
  reply: DONE,
  ...one,
});
/** Returns what totals find after each of some steps. */
const after = (...steps: [Ledger, ...Performed[]][]) => afterIn(CALM, ...steps);
const afterIn = (circumstances: Circumstances, ...steps: [Ledger, ...Performed[]][]) => {
  const totals = new Totals(platform());
  return steps.map(([now, ...performed]) => totals.check(now, performed, circumstances).length);
};

test('a token is there once after a confirmation, at most once without a reply, and never after a refusal', () => {
  const create = (reply: Performed['reply']) => action({ do: 'create-token', reply });
  const none = platform();
  const one = platform({ tokens: ['Name 1'] });
  const two = platform({ tokens: ['Name 1', 'Name 1'] });
  expect(after([one, create(DONE)], [one])).toEqual([0, 0]);
  expect(after([one, create(DONE)], [none])).toEqual([0, 1]);
  expect(after([one, create(DONE)], [two])).toEqual([0, 1]);
  expect(after([none, create(NO_REPLY)], [one], [two])).toEqual([0, 0, 1]);
  expect(after([none, create(REFUSED)], [one])).toEqual([0, 1]);
});

test('a confirmed revocation removes a token for good', () => {
  const create = action({ do: 'create-token' });
  const revoke = action({ do: 'revoke-token' });
  const one = platform({ tokens: ['Name 1'] });
  expect(after([one, create], [platform(), revoke])).toEqual([0, 0]);
  expect(after([one, create], [one, revoke])).toEqual([0, 1]);
});

test('a rotation makes one more token of the same name, and none where it was refused', () => {
  const create = action({ do: 'create-token' });
  const rotate = (reply: Performed['reply']) => action({ do: 'rotate-token', reply });
  const one = platform({ tokens: ['Name 1'] });
  const two = platform({ tokens: ['Name 1', 'Name 1'] });
  expect(after([one, create], [two, rotate(DONE)], [one, action({ do: 'revoke-token' })])).toEqual([0, 0, 0]);
  expect(after([one, create], [one, rotate(DONE)])).toEqual([0, 1]);
  expect(after([one, create], [two, rotate(REFUSED)])).toEqual([0, 1]);
  expect(after([one, create], [one, rotate(NO_REPLY)], [two])).toEqual([0, 0, 0]);
  const found = (now: Ledger, reply: Performed['reply']) =>
    contradictions(one, now, [rotate(reply)], new Set(), false).length;
  expect([found(two, DONE), found(one, DONE), found(two, REFUSED), found(one, REFUSED)]).toEqual([
    0, 1, 1, 0,
  ]);
});

test('a profile has no name that nobody gave it, and is deleted by nobody else', () => {
  expect(after([platform({ name: 'Name 1' }), action({})])).toEqual([0]);
  expect(after([platform({ name: 'Name 1' }), action({ reply: REFUSED })])).toEqual([1]);
  expect(after([{ ...platform(), profiles: new Map() }])).toEqual([1]);
  expect(after([{ ...platform(), profiles: new Map() }, action({ do: 'delete-profile' })])).toEqual([0]);
  expect(after([platform(), action({ do: 'delete-profile' })])).toEqual([1]);
});

test('a profile is added once', () => {
  const [a] = platform().profiles.values();
  const withAdded = (...ids: string[]): Ledger => ({
    ...platform(),
    profiles: new Map([['a', a!], ...ids.map((id) => [id, { ...a!, name: 'Name 1' }] as const)]),
  });
  const add = action({ do: 'add-profile' });
  expect(after([withAdded('b'), add])).toEqual([0]);
  expect(after([withAdded('b'), add], [withAdded('b', 'c')])).toEqual([0, 1]);
  expect(after([withAdded(), add])).toEqual([1]);
  expect(after([withAdded('b')])).toEqual([1]);
});

test('a limit grows once by what was added to it, also later', () => {
  const add = (reply: Performed['reply']) =>
    action({ do: 'allocate', subject: 'input', amount: 5, from: 10, reply });
  expect(after([platform({ input: 15 }), add(DONE)])).toEqual([0]);
  expect(after([platform({ input: 20 }), add(DONE)])).toEqual([1]);
  expect(after([platform(), add(NO_REPLY)], [platform({ input: 15 })], [platform({ input: 20 })])).toEqual([
    0, 0, 1,
  ]);
  expect(after([platform({ input: 15 }), add(REFUSED)])).toEqual([1]);
});

test('what is charged was ordered, and what was confirmed is charged', () => {
  const order = (reply: Performed['reply']) =>
    action({ do: 'upgrade', subject: 'input', amount: 200, from: 100, reply });
  const once = platform({ charges: ['account input 200'] });
  expect(after([once, order(DONE)])).toEqual([0]);
  expect(after([platform(), order(DONE)])).toEqual([1]);
  expect(after([platform(), order(NO_REPLY)], [once])).toEqual([0, 0]);
  expect(after([once, order(REFUSED)])).toEqual([1]);
  expect(after([platform({ charges: ['account input 200', 'account input 200'] }), order(DONE)])).toEqual([
    1,
  ]);
});

test('what was refused may be there once where the browser may have sent it twice', () => {
  const repeated = { ...CALM, mayRepeat: true };
  const order = { do: 'upgrade', subject: 'input', amount: 15, from: 10, reply: REFUSED } as const;
  const one = { input: 15, charges: ['account input 15'] };
  expect(afterIn(repeated, [platform(one), action(order)])).toEqual([0]);
  expect(after([platform(one), action(order)])).toEqual([2]);
  const twice = { input: 15, charges: ['account input 15', 'account input 15'] };
  expect(afterIn(repeated, [platform(twice), action(order)])).toEqual([1]);
  const create = action({ do: 'create-token', reply: REFUSED });
  const tokens = (...names: string[]) => platform({ tokens: names });
  expect(afterIn(repeated, [tokens('Name 1'), create])).toEqual([0]);
  expect(afterIn(repeated, [tokens('Name 1', 'Name 1'), create])).toEqual([1]);
  const found = (mayRepeat: boolean) =>
    contradictions(platform(), tokens('Name 1'), [create], new Set(), mayRepeat);
  expect(found(true)).toEqual([]);
  expect(found(false)).toHaveLength(1);
});

test('a confirmed setting is stored and stays', () => {
  const stored = (value: number) => ({
    active: { active: null, recents: [] },
    profiles: [],
    accounts: [],
    failures: new Map(),
    rotations: [],
    settings: new Map([['refreshMinutes', value]]),
  });
  const set = (reply: Performed['reply']) => action({ do: 'preferences', amount: 7, reply });
  expect(lostSettings(stored(5), stored(7), [set(DONE)], [])).toEqual([]);
  expect(lostSettings(stored(5), stored(5), [set(DONE)], [])).toHaveLength(1);
  expect(lostSettings(stored(5), stored(7), [set(REFUSED)], [])).toHaveLength(1);
  expect(lostSettings(stored(5), stored(7), [set(NO_REPLY)], [])).toEqual([]);
  expect(lostSettings(stored(5), stored(7), [], [])).toHaveLength(1);
  expect(lostSettings(stored(5), stored(7), [], [set(NO_REPLY)])).toEqual([]);
});
