import { describe, expect, it } from 'vitest';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import { countAtRisk, summarizeRisk } from '../../../../lib/domain/usage/at-risk.ts';
import { orderMatrix } from '../../../../lib/domain/usage/matrix.ts';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';
import { usageStatus } from '../../../../lib/domain/usage/usage-status.ts';
import { makeConnection, makeProfile } from '../make.ts';

const NOW = Date.UTC(2026, 10, 27);

function profile(name: string, used: number, limit = 1000) {
  const usage = { services: { input: { used, limit } }, resources: {}, fetchedAt: NOW };
  return { name, plan: null, usage, status: usageStatus(usage, NOW) };
}

const summaryOf = (rows: ReturnType<typeof profile>[], isReadable = (_: (typeof rows)[number]) => true) =>
  summarizeRisk(rows, ({ status }) => status, isReadable);

describe('the profile that is named as the worst', () => {
  it('is the fuller one, although both show the same percentage', () => {
    const summary = summaryOf([profile('Greenhouse', 1000), profile('Douro', 1004)]);
    expect(summary.blocked).toEqual({ count: 2, worst: expect.objectContaining({ name: 'Douro' }) });
  });

  it('is the first by name among equally full ones', () => {
    expect(summaryOf([profile('Zinc', 900), profile('Alder', 900)]).near.worst?.name).toBe('Alder');
  });

  it('is the first of the table of usage', () => {
    const rows = ['Sage', 'Basil', 'Thyme', 'Dill'].map((name, index) => profile(name, 1200 + (index % 2)));
    const [first] = orderMatrix('services', rows, null);
    expect(summaryOf(rows).blocked.worst).toBe(first);
  });
});

describe('counting profiles at risk', () => {
  it('counts blocked profiles and those near a limit separately, without unread ones', () => {
    const account = makeConnection('account');
    const profiles = ['a', 'b', 'c', 'd', 'e'].map((id) => makeProfile(account, id, id));
    const full = (used: number, fetchedAt: number | null = 1) =>
      ({ services: { input: { used, limit: 100 } }, fetchedAt }) as unknown as Usage;
    const usage = new Map(
      [full(100), full(85), full(95), full(12), full(100, null)].map((row, i) => [refId(profiles[i]!), row]),
    );
    expect(countAtRisk(profiles, usage, 1)).toEqual({ blocked: 1, near: 2 });
  });
});

describe('a profile counts as read', () => {
  const withStatus = (change: Partial<Usage>) => {
    const { usage, ...row } = profile('Acme', 100);
    return { ...row, usage, status: usageStatus({ ...usage, ...change } as Usage, NOW) };
  };
  const counts = (row: ReturnType<typeof profile>, isReadable?: () => boolean) => {
    const { read, unread, unreadable } = summaryOf([row], isReadable);
    return { read, unread, unreadable };
  };

  it('with numbers of this month, all of which are understood', () => {
    expect(counts(withStatus({}))).toEqual({ read: 1, unread: 0, unreadable: 0 });
    expect(counts(withStatus({ unreadable: ['sms'] }))).toEqual({ read: 0, unread: 0, unreadable: 1 });
  });

  it('not before it is read for the first time in a month', () => {
    for (const fetchedAt of [null, NOW - 40 * DAY_MS])
      expect(counts(withStatus({ fetchedAt }))).toEqual({ read: 0, unread: 1, unreadable: 0 });
  });

  it('not as long as it can’t be read, whatever was read before', () => {
    for (const fetchedAt of [null, NOW, NOW - 40 * DAY_MS])
      expect(counts(withStatus({ fetchedAt }), () => false)).toEqual({ read: 0, unread: 0, unreadable: 1 });
  });

  it('but is named as blocked by its last numbers also then', () => {
    const summary = summaryOf([profile('Acme', 1000)], () => false);
    expect(summary).toMatchObject({ blocked: { count: 1 }, read: 0, unreadable: 1 });
  });
});
