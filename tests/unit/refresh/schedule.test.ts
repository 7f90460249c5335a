import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { refId } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import type { Usage } from '../../../lib/domain/usage/usage.ts';
import { backoff, waitUntil } from '../../../lib/refresh/backoff.ts';
import {
  COALESCE_MS,
  MAX_AGE_AT_OPENING_MS,
  MAX_FLIGHT_MS,
  MAX_PAGE_TARGETS,
  nextAfterSuccess,
  type ScheduleInput,
  schedule,
  type Target,
  targetId,
  wantedByPage,
  wantedByPerson,
} from '../../../lib/refresh/schedule.ts';
import type { RefreshRow } from '../../../lib/store/schema.ts';
import { refOfProfile as ref, US } from '../domain/make.ts';

const ACCOUNT_KEY = ref(0).connectionKey;

const NOW = Date.UTC(2026, 10, 20, 12, 0, 10);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const profile = (n: number, access: Profile['access'] = 'ok') => ({
  ...ref(n),
  access,
  shared: false,
  infoAt: NOW,
});
const connection = (change: Partial<Connection> = {}) =>
  ({ key: ACCOUNT_KEY, origin: US, state: 'ok', failure: null, refreshedAt: NOW, ...change }) as Connection;
const usage = (
  n: number,
  fetchedAt: number | null,
  failure: { failure: Failure; at: number } | null = null,
) => [refId(ref(n)), { fetchedAt, failure } satisfies Pick<Usage, 'fetchedAt' | 'failure'>] as const;
const row = (target: string, change: Partial<RefreshRow> = {}) =>
  [target, { target, dueAt: NOW + HOUR, failures: 0, lastStartedAt: null, ...change }] as const;
const ACCOUNT = `account|${ACCOUNT_KEY}`;

function input(change: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    now: NOW,
    active: ref(1),
    connections: [connection()],
    profiles: [profile(1), profile(2), profile(3)],
    usage: new Map(),
    rows: new Map(),
    preferences: { refreshMinutes: 5, othersRefreshMinutes: 30 },
    aliveSince: NOW - HOUR,
    ...change,
  };
}

const ids = (targets: Target[]) => targets.map(targetId);

describe('what is due', () => {
  it('is everything that was never read, the active profile first', () => {
    expect(ids(schedule(input()).due)).toEqual([refId(ref(1)), ACCOUNT, refId(ref(2)), refId(ref(3))]);
  });

  it('is nothing before its time, with the time of the next check', () => {
    const rows = new Map([
      row(ACCOUNT),
      row(refId(ref(1)), { dueAt: NOW + 3 * MINUTE }),
      row(refId(ref(2))),
      row(refId(ref(3))),
    ]);
    expect(schedule(input({ rows }))).toEqual({ due: [], nextAt: NOW + 3 * MINUTE });
  });

  it('is not what was just read, where its numbers are dated back to last month', () => {
    const now = Date.UTC(2026, 11, 1, 0, 20);
    const rows = new Map([row(refId(ref(1)), { dueAt: now + 5 * MINUTE })]);
    const known = new Map([usage(1, Date.UTC(2026, 11, 1) - 1)]);
    const scheduled = input({ now, rows, usage: known, profiles: [profile(1)], connections: [connection()] });
    expect(ids(schedule(scheduled).due)).not.toContain(refId(ref(1)));
  });

  it('includes what would be due within seconds', () => {
    const rows = new Map([
      row(ACCOUNT),
      row(refId(ref(1)), { dueAt: NOW }),
      row(refId(ref(2)), { dueAt: NOW + COALESCE_MS }),
      row(refId(ref(3)), { dueAt: NOW + COALESCE_MS + 1 }),
    ]);
    expect(ids(schedule(input({ rows })).due)).toEqual([refId(ref(1)), refId(ref(2))]);
  });

  it('excludes a refresh under way, until its start is too long ago', () => {
    const rows = (lastStartedAt: number) =>
      new Map([
        row(ACCOUNT),
        row(refId(ref(1)), { dueAt: NOW - 1, lastStartedAt }),
        row(refId(ref(2))),
        row(refId(ref(3))),
      ]);
    expect(schedule(input({ rows: rows(NOW - 1_000) })).due).toEqual([]);
    expect(ids(schedule(input({ rows: rows(NOW - MAX_FLIGHT_MS) })).due)).toEqual([refId(ref(1))]);
  });

  it('includes at once what a stopped worker had started', () => {
    const rows = new Map([row(ACCOUNT), row(refId(ref(1)), { dueAt: NOW - 1, lastStartedAt: NOW - 1_000 })]);
    const { due } = schedule(input({ rows, profiles: [profile(1)], aliveSince: NOW - 500 }));
    expect(ids(due)).toEqual([refId(ref(1))]);
  });

  it.each(['needs-sign-in', 'host-permission'] as const)(
    'is nothing for a connection in the state "%s"',
    (state) => {
      expect(schedule(input({ connections: [connection({ state })] }))).toEqual({ due: [], nextAt: null });
    },
  );

  it('includes a blocked account', () => {
    expect(schedule(input({ connections: [connection({ state: 'blocked' })] })).due).toHaveLength(4);
  });

  it('comes sooner when a profile becomes the active one or an interval is shortened', () => {
    const rows = new Map([row(ACCOUNT), row(refId(ref(2)), { dueAt: NOW + 20 * MINUTE })]);
    const read = new Map([usage(2, NOW - 10 * MINUTE)]);
    const one = { rows, usage: read, profiles: [profile(2)] };
    expect(schedule(input(one)).due).toEqual([]);
    expect(ids(schedule(input({ ...one, active: ref(2) })).due)).toEqual([refId(ref(2))]);
    const preferences = { refreshMinutes: 5, othersRefreshMinutes: 10 };
    expect(ids(schedule(input({ ...one, preferences })).due)).toEqual([refId(ref(2))]);
  });

  it('waits for the end of a 429 to the millisecond, and of a back-off', () => {
    const failure: Failure = { code: 'rate-limited', retryAfterMs: 8_000 };
    const limited = new Map([usage(1, null, { failure, at: NOW - 7_999 })]);
    const rows = new Map([row(ACCOUNT), row(refId(ref(1)), { dueAt: NOW - 1 })]);
    const one = input({ rows, usage: limited, profiles: [profile(1)] });
    expect(schedule(one)).toEqual({ due: [], nextAt: NOW + 1 });
    expect(ids(schedule({ ...one, now: NOW + 1 }).due)).toEqual([refId(ref(1))]);

    const failed = new Map([row(ACCOUNT), row(refId(ref(1)), { dueAt: NOW + 1, failures: 3 })]);
    expect(schedule(input({ rows: failed, profiles: [profile(1)] })).due).toEqual([]);
  });

  it('does not wait for a time that a wrong clock stored', () => {
    const rows = new Map([row(ACCOUNT), row(refId(ref(1)), { dueAt: NOW + 400 * 24 * HOUR })]);
    expect(ids(schedule(input({ rows, profiles: [profile(1)] })).due)).toEqual([refId(ref(1))]);
  });

  it('is what was read, or failed, while the clock was an hour ahead', () => {
    const rows = new Map([
      row(ACCOUNT),
      row(refId(ref(1)), { dueAt: NOW + HOUR + 5 * MINUTE }),
      row(refId(ref(2)), { dueAt: NOW + HOUR + 5 * MINUTE, failures: 2 }),
    ]);
    const failure: Failure = { code: 'server' };
    const read = new Map([usage(1, NOW + HOUR), usage(2, NOW - HOUR, { failure, at: NOW + HOUR })]);
    const { due } = schedule(input({ rows, usage: read, profiles: [profile(1), profile(2)] }));
    expect(ids(due).sort()).toEqual([refId(ref(1)), refId(ref(2))].sort());
  });

  it('is not what failed since the clock was corrected, before its back-off ends', () => {
    const rows = new Map([row(ACCOUNT), row(refId(ref(1)), { dueAt: NOW + MINUTE, failures: 1 })]);
    const read = new Map([usage(1, NOW + HOUR, { failure: { code: 'server' }, at: NOW - 1_000 })]);
    expect(schedule(input({ rows, usage: read, profiles: [profile(1)] })).due).toEqual([]);
  });

  it('includes every target once or sets a time for it', () => {
    const rowOf = fc.record({
      dueAt: fc.integer({ min: NOW - 3 * HOUR, max: NOW + 3 * HOUR }),
      failures: fc.nat(12),
      lastStartedAt: fc.option(fc.integer({ min: NOW - 2 * HOUR, max: NOW + MINUTE })),
    });
    const known = fc.record({
      fetchedAt: fc.option(fc.integer({ min: NOW - 3 * HOUR, max: NOW })),
      limited: fc.option(fc.integer({ min: NOW - HOUR, max: NOW })),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(rowOf), fc.option(known)), { maxLength: 20 }), (list) => {
        const rows = new Map<string, RefreshRow>([row(ACCOUNT)]);
        const read = new Map<string, Pick<Usage, 'fetchedAt' | 'failure'>>();
        list.forEach(([stored, usage], n) => {
          if (stored) rows.set(refId(ref(n)), { target: refId(ref(n)), ...stored });
          if (!usage) return;
          const refusal: Failure = { code: 'rate-limited', retryAfterMs: MINUTE };
          const failure = usage.limited === null ? null : { failure: refusal, at: usage.limited };
          read.set(refId(ref(n)), { fetchedAt: usage.fetchedAt, failure });
        });
        const now = input({ rows, usage: read, profiles: list.map((_, n) => profile(n)) });
        const { due, nextAt } = schedule(now);
        expect(new Set(ids(due)).size).toBe(due.length);
        if (due.length < list.length + 1) expect(nextAt).not.toBeNull();
        if (nextAt !== null) expect(nextAt).toBeLessThanOrEqual(NOW + 4 * HOUR);
        for (const target of due) {
          if (target.kind !== 'profile') continue;
          const failed = read.get(refId(target.ref))?.failure;
          expect(waitUntil(failed, NOW)).toBeLessThanOrEqual(NOW);
        }
      }),
    );
  });
});

describe('what a page refreshes', () => {
  const old = (n: number) => usage(n, NOW - 10 * MINUTE);

  it('is the active profile for the popup, when it is older than a minute', () => {
    const with_ = (age: number) => input({ usage: new Map([usage(1, NOW - age), old(2)]) });
    expect(ids(wantedByPage('popup', with_(MAX_AGE_AT_OPENING_MS)))).toEqual([refId(ref(1))]);
    expect(wantedByPage('popup', with_(MAX_AGE_AT_OPENING_MS - 1))).toEqual([]);
  });

  it('is nothing within a minute of a failed attempt', () => {
    const failed = new Map([usage(1, null, { failure: { code: 'server' }, at: NOW - 1_000 })]);
    expect(wantedByPage('popup', input({ usage: failed }))).toEqual([]);
  });

  it('is nothing that is under way, rate-limited or denied', () => {
    const underWay = new Map([row(refId(ref(1)), { lastStartedAt: NOW - 1_000 })]);
    expect(wantedByPage('popup', input({ rows: underWay, usage: new Map([old(1)]) }))).toEqual([]);
    const failure: Failure = { code: 'rate-limited', retryAfterMs: 10 * MINUTE };
    const limited = new Map([usage(1, null, { failure, at: NOW - 2 * MINUTE })]);
    expect(wantedByPage('popup', input({ usage: limited }))).toEqual([]);
    expect(wantedByPage('popup', input({ profiles: [profile(1, 'denied')] }))).toEqual([]);
  });

  it('is everything old for the options page, oldest first, but never thousands at once', () => {
    const profiles = Array.from({ length: 500 }, (_, n) => profile(n));
    const read = new Map(profiles.map((_, n) => usage(n, NOW - (n + 2) * MINUTE)));
    const wanted = wantedByPage(
      'options',
      input({ profiles, usage: read, connections: [connection({ refreshedAt: NOW - HOUR })] }),
    );
    expect(wanted).toHaveLength(MAX_PAGE_TARGETS);
    expect(ids(wanted).slice(0, 4)).toEqual([refId(ref(1)), ACCOUNT, refId(ref(499)), refId(ref(498))]);
  });
});

describe('what a person refreshes', () => {
  it('is everything, or one profile even when it is denied', () => {
    const some = input({ profiles: [profile(1), profile(2, 'denied')] });
    expect(ids(wantedByPerson(null, some))).toEqual([refId(ref(1)), ACCOUNT]);
    expect(ids(wantedByPerson(ref(2), some))).toEqual([refId(ref(2))]);
  });

  it('is also what is stored as under way when a person asks: the disk may have kept its end from being stored', () => {
    const underWay = new Map([row(refId(ref(1)), { lastStartedAt: NOW - 1_000 })]);
    const rows = input({ rows: underWay, usage: new Map([usage(1, NOW - HOUR)]), profiles: [profile(1)] });
    expect(ids(wantedByPerson(ref(1), rows))).toEqual([refId(ref(1))]);
    expect(ids(wantedByPerson(null, rows))).toContain(refId(ref(1)));
  });
});

describe('the next refresh', () => {
  it('is after the interval for the active profile, and up to 30 % earlier for others', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        expect(nextAfterSuccess(true, input(), random)).toBe(NOW + 5 * MINUTE);
        const at = nextAfterSuccess(false, input(), random);
        expect(at).toBeGreaterThanOrEqual(NOW + 21 * MINUTE);
        expect(at).toBeLessThanOrEqual(NOW + 30 * MINUTE);
      }),
    );
  });

  it('is delayed longer with every failure, up to an hour, with full jitter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const delay = backoff(failures, random);
          expect(delay).toBeGreaterThanOrEqual(1_000);
          expect(delay).toBeLessThanOrEqual(HOUR);
          expect(backoff(failures, 0.999)).toBeLessThanOrEqual(backoff(failures + 1, 0.999));
        },
      ),
    );
    expect(backoff(20, 0.999_999)).toBeGreaterThan(59 * MINUTE);
  });

  it('is at the time that the platform requested after a 429', () => {
    const at = Date.UTC(2026, 10, 20, 12, 0, 42);
    const failure: Failure = { code: 'rate-limited', retryAfterMs: 8_000 };
    expect(waitUntil({ failure, at }, at)).toBe(at + 8_000);
    expect(waitUntil({ failure: { code: 'server' }, at }, at)).toBe(0);
    expect(waitUntil(null, at)).toBe(0);
    // Stored while the clock was a day ahead.
    expect(waitUntil({ failure, at: at + 24 * HOUR }, at)).toBe(0);
  });
});
