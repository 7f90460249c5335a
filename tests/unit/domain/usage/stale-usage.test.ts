import { describe, expect, it } from 'vitest';
import { newestForEach } from '../../../../lib/domain/usage/newest-usage.ts';
import { type StaleCause, staleCauseOf } from '../../../../lib/domain/usage/stale-usage.ts';
import { connectionRow, profileRow, usageRow } from '../../store/rows.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const { key } = connectionRow(1);
const { profileKey } = profileRow(key, 1);
const readAt = (fetchedAt: number | null) => ({ ...usageRow(key, profileKey, 60), fetchedAt });
const reading = { profile: { access: 'ok', ownCredential: 'none' }, connection: { state: 'ok' } } as const;
const cause = (change: Partial<Parameters<typeof staleCauseOf>[0]>) =>
  staleCauseOf({ ...reading, usage: readAt(NOW - MINUTE), now: NOW, refreshMinutes: 30, ...change });

describe('numbers in a list', () => {
  it.each<[StaleCause | null, Parameters<typeof cause>[0]]>([
    [null, {}],
    [null, { usage: undefined }],
    [null, { usage: readAt(NOW - 90 * MINUTE) }],
    ['stale', { usage: readAt(NOW - 91 * MINUTE) }],
    ['failed', { usage: { ...readAt(NOW - MINUTE), failure: { failure: { code: 'server' }, at: NOW } } }],
    ['last-month', { usage: readAt(NOW - MINUTE), now: Date.UTC(2026, 11, 1) }],
    ['needs-sign-in', { connection: { state: 'needs-sign-in' } }],
    ['host-permission', { connection: { state: 'host-permission' }, usage: readAt(NOW - 91 * MINUTE) }],
    ['needs-token', { profile: { access: 'denied', ownCredential: 'none' } }],
    // Its own token reads it.
    [null, { profile: { access: 'denied', ownCredential: 'pasted' } }],
    [null, { connection: { state: 'blocked' } }],
  ])('are old because of: %s', (expected, change) => {
    expect(cause(change)).toBe(expected);
  });
});

describe('a profile that two accounts see', () => {
  const other = connectionRow(2).key;

  it('has the numbers that were read last through both', () => {
    const [old, fresh] = [readAt(NOW - MINUTE), { ...usageRow(other, profileKey, 90), fetchedAt: NOW }];
    const all = newestForEach(
      new Map([
        ['a', old],
        ['b', fresh],
      ]),
      NOW,
    );
    expect([...all]).toEqual([
      ['a', { ...fresh, connectionKey: key }],
      ['b', fresh],
    ]);
  });

  it('has the same row each time, so that what is computed of it is kept', () => {
    const fresh = { ...usageRow(other, profileKey, 90), fetchedAt: NOW };
    const rows = new Map([
      ['a', readAt(NOW - MINUTE)],
      ['b', fresh],
    ]);
    const first = newestForEach(rows, NOW).get('a');
    // Another profile was read.
    rows.set('c', { ...usageRow(other, profileRow(other, 2).profileKey, 5), fetchedAt: NOW });
    expect(newestForEach(rows, NOW + MINUTE).get('a')).toBe(first);
    rows.set('b', { ...fresh, services: { input: { used: 91, limit: 100 } } });
    expect(newestForEach(rows, NOW + MINUTE).get('a')?.services.input?.used).toBe(91);
  });

  it('costs the others nothing: the map is the same where there is none', () => {
    const rows = new Map([['a', readAt(NOW)]]);
    expect(newestForEach(rows, NOW)).toBe(rows);
  });
});
