import { expect, test } from 'vitest';
import { ActionCounts } from '../../faults/action-counts.ts';
import type { Performed } from '../../faults/ledger.ts';

const performed = (one: Pick<Performed, 'do'> & Partial<Performed>): Performed => ({
  profile: 'a',
  ref: { connectionKey: 'c', profileKey: 'p' },
  subject: '',
  amount: 0,
  from: 0,
  reply: null,
  ...one,
});

test('an action that was tried often and never done is named: an export without a file, a message that is refused', () => {
  const counts = new ActionCounts();
  const refused = { ok: false, failure: { code: 'not-allowed' } };
  for (let i = 0; i < 30; i++)
    counts.add([
      performed({ do: 'export' }),
      performed({ do: 'rename', subject: 'Name 1', reply: refused }),
      performed({ do: 'visit', subject: i === 0 ? '#/team' : '' }),
      performed({ do: 'lock', reply: { ok: i === 29 } }),
    ]);
  expect(counts.neverDone).toEqual([
    'export was never done in 30 attempts',
    'rename was never done in 30 attempts',
  ]);
  expect(String(counts)).toBe('export 0 of 30, rename 0 of 30, visit 1 of 30, lock 1 of 30');
});
