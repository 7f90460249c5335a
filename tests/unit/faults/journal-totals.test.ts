import { expect, test } from 'vitest';
import { type Entry, JournalTotals, type RecordingOf, unsaid } from '../../faults/journal-totals.ts';
import type { Performed } from '../../faults/ledger.ts';

const ref = (id: string) => ({ connectionKey: 'account', profileKey: id });
const DONE = { ok: true, value: null };
const REFUSED = { ok: false, failure: { code: 'refused' } };
const CALM: RecordingOf = {
  fault: { kind: 'none' },
  wasHit: true,
  active: { active: null, recents: [] },
  copied: null,
};
const action = (one: Partial<Performed>): Performed => ({
  do: 'rename',
  profile: 'a',
  ref: ref('a'),
  subject: 'Name 1',
  amount: 0,
  from: 0,
  reply: DONE,
  ...one,
});
const entry = (what: Entry['what'], subject: string | null = null, id: string | null = 'a'): Entry => ({
  what,
  connectionKey: 'account',
  profileKey: id,
  subject,
});
/** Returns how many sentences there are about a journal after one step. */
const found = (performed: Performed[], journal: Entry[], more: Partial<RecordingOf> = {}) => {
  const totals = new JournalTotals();
  totals.add(performed, { ...CALM, ...more });
  return totals.check(journal).length;
};

test.each<[string, Partial<Performed>, Entry]>([
  ['rename', {}, entry('profile-renamed', 'Old → Name 1')],
  ['token', { do: 'create-token' }, entry('token-created', 'Name 1')],
  ['rotation', { do: 'rotate-token' }, entry('token-created', 'Name 1')],
  ['revocation', { do: 'revoke-token' }, entry('token-revoked', 'Name 1')],
  [
    'invitation',
    { do: 'invite', subject: 'id', invited: 'a@b.example' },
    entry('member-invited', 'a@b.example'),
  ],
  ['profile', { do: 'add-profile' }, entry('profile-added', 'Name 1', 'new')],
  ['deletion', { do: 'delete-profile' }, entry('profile-deleted', 'What it was called here')],
  ['limit', { do: 'allocate', subject: 'input' }, entry('allocation-changed', null, null)],
  [
    'order',
    { do: 'upgrade', subject: 'input', amount: 200 },
    entry('subscription-changed', 'input 200', null),
  ],
  ['switch', { do: 'switch' }, entry('switched', 'A')],
])(
  'a confirmed %s is recorded once, a refused one never, an unknown one once at most',
  (_, one, recorded) => {
    expect(found([action(one)], [recorded])).toBe(0);
    expect(found([action(one)], [])).toBe(1);
    expect(found([action(one)], [recorded, recorded])).toBe(1);
    expect(found([action(one)], [{ ...recorded, connectionKey: 'other', profileKey: 'other' }])).toBe(2);
    expect(found([action({ ...one, reply: null })], [])).toBe(0);
    expect(found([action({ ...one, reply: null })], [recorded])).toBe(0);
    expect(found([action({ ...one, reply: null })], [recorded, recorded])).toBe(1);
    expect(found([action({ ...one, reply: REFUSED })], [])).toBe(0);
    if (one.do !== 'upgrade') expect(found([action({ ...one, reply: REFUSED })], [recorded])).toBe(1);
  },
);

test('what was recorded stays, and is not recorded again later', () => {
  const totals = new JournalTotals();
  totals.add([action({})], CALM);
  totals.add([], CALM);
  const renamed = entry('profile-renamed', 'Old → Name 1');
  expect(totals.check([renamed])).toEqual([]);
  expect(totals.check([])).toHaveLength(1);
  expect(totals.check([renamed, renamed])).toHaveLength(1);
});

test('what was confirmed while the database could not be written may be missing', () => {
  const fault = { kind: 'writes-fail', at: 'put', from: 0, error: 'UnknownError' } as const;
  expect(found([action({})], [], { fault })).toBe(0);
  expect(found([action({})], [], { fault, wasHit: false })).toBe(1);
  expect(found([action({})], [], { fault: { kind: 'database-newer' } })).toBe(0);
  expect(found([action({})], [], { fault: { kind: 'offline' } })).toBe(1);
});

test('a switch may be missing whose worker ended, or whose profile was active already', () => {
  const fault = { kind: 'browser-killed' } as const;
  expect(found([action({ do: 'switch' })], [], { fault })).toBe(0);
  expect(found([action({})], [], { fault })).toBe(1);
  const active = { active: ref('a'), recents: [] };
  expect(found([action({ do: 'switch' })], [], { active })).toBe(0);
});

test('a switch to the previous profile is recorded as that which its reply names', () => {
  const reply = { ok: true, value: ref('b') };
  expect(found([action({ do: 'previous', reply })], [entry('switched', 'B', 'b')])).toBe(0);
  expect(found([action({ do: 'previous', reply })], [])).toBe(1);
  const active = { active: ref('a'), recents: [ref('c')] };
  const lost = action({ do: 'previous', reply: null });
  expect(found([lost], [entry('switched', 'C', 'c')], { active })).toBe(0);
});

test('units of an order are allocated later, if ever', () => {
  const order = action({ do: 'upgrade', subject: 'input', amount: 200 });
  const journal = [entry('subscription-changed', 'input 200', null)];
  const allocated = entry('allocation-changed', null, null);
  expect(found([order], journal)).toBe(0);
  expect(found([order], [...journal, allocated])).toBe(0);
  expect(found([order], [...journal, allocated, allocated])).toBe(1);
});

test('an order that was only accepted is recorded later, if ever', () => {
  const reply = { ok: true, value: { state: 'accepted' } };
  const order = action({ do: 'upgrade', subject: 'input', amount: 200, reply });
  const recorded = entry('subscription-changed', 'input 200', null);
  expect(found([order], [])).toBe(0);
  expect(found([order], [recorded])).toBe(0);
  expect(found([order], [recorded, recorded])).toBe(1);
});

test('after the database was lost, what its copy had is there', () => {
  const totals = new JournalTotals();
  const create = action({ do: 'create-token', subject: 'Name 2' });
  totals.add([action({}), create], CALM);
  const copied = [entry('profile-renamed', 'Old → Name 1')];
  totals.add([], { ...CALM, fault: { kind: 'database-deleted' }, copied });
  expect(totals.check(copied)).toEqual([]);
  expect(totals.check([])).toHaveLength(1);
});

test('what was made without a reply is in the journal as done, or as not known', () => {
  const made = [action({ reply: null }), action({ do: 'rotate-token', subject: 'Name 2', reply: null })];
  const missing = (journal: Entry[], more: Partial<RecordingOf> = {}) =>
    unsaid(made, journal, { ...CALM, ...more }).length;
  expect(missing([])).toBe(1);
  expect(missing([entry('profile-renamed-unknown', 'Name 2')])).toBe(1);
  expect(missing([entry('profile-renamed-unknown', 'Name 1')])).toBe(0);
  expect(missing([entry('profile-renamed', 'Old → Name 1')])).toBe(0);
  expect(missing([], { copied: [] })).toBe(0);
});
