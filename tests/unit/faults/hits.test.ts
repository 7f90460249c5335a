import { expect, test } from 'vitest';
import { Hits } from '../../faults/hits.ts';
import { scriptOf } from '../../faults/script.ts';

test('a script in which three in four faults of the platform hit nothing is called so', () => {
  const hits = new Hits();
  for (let i = 0; i < 12; i++) hits.add({ kind: 'platform', rule: { kind: 'denied' }, profile: null }, i < 2);
  hits.add({ kind: 'offline' }, true);
  expect(String(hits)).toBe('platform denied 2 of 12, offline 1 of 1');
  expect(hits.areFew).toBe(true);
  hits.add({ kind: 'platform', rule: { kind: 'cut' }, profile: null }, true);
  hits.add({ kind: 'platform', rule: { kind: 'cut' }, profile: null }, true);
  expect(hits.areFew).toBe(false);
});

test('a seed always gives the same script', () => {
  expect(scriptOf(7, 50)).toEqual(scriptOf(7, 50));
  expect(scriptOf(7, 50)).not.toEqual(scriptOf(8, 50));
});
