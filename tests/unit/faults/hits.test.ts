import { expect, test } from 'vitest';
import { FaultCounts } from '../../faults/hits.ts';
import { scriptOf } from '../../faults/script.ts';

test('a script in which three in four faults of the platform hit nothing is called so', () => {
  const hits = new FaultCounts();
  for (let i = 0; i < 12; i++) hits.add({ kind: 'platform', rule: { kind: 'denied' }, profile: null }, i < 2);
  hits.add({ kind: 'offline' }, true);
  expect(String(hits)).toBe('platform denied 2 of 12, offline 1 of 1');
  expect(hits.hitTooFew).toBe(true);
  hits.add({ kind: 'platform', rule: { kind: 'cut' }, profile: null }, true);
  hits.add({ kind: 'platform', rule: { kind: 'cut' }, profile: null }, true);
  expect(hits.hitTooFew).toBe(false);
});

test('each way in which a write fails is counted apart', () => {
  const hits = new FaultCounts();
  hits.add({ kind: 'writes-fail', at: 'commit', from: 0, error: 'QuotaExceededError' }, true);
  hits.add({ kind: 'writes-fail', at: 'delete', from: 0, error: 'UnknownError' }, false);
  hits.add({ kind: 'area-fails', area: 'local', method: 'set' }, true);
  expect(String(hits)).toBe(
    'writes-fail at commit 1 of 1, writes-fail at delete 0 of 1, local.set fails 1 of 1',
  );
});

test('a kind of fault that was injected often over several scripts, and never hit anything, is named', () => {
  const all = new FaultCounts();
  for (let script = 0; script < 2; script++) {
    const hits = new FaultCounts();
    for (let i = 0; i < 10; i++) {
      hits.add({ kind: 'clock', hours: 1, whose: 'machine' }, false);
      hits.add({ kind: 'offline' }, i === 0);
    }
    expect(hits.neverHit).toEqual([]);
    all.addAll(hits);
  }
  expect(all.neverHit).toEqual(['clock hit nothing in 20 attempts']);
});

test('a seed always gives the same script', () => {
  expect(scriptOf(7, 50)).toEqual(scriptOf(7, 50));
  expect(scriptOf(7, 50)).not.toEqual(scriptOf(8, 50));
});
