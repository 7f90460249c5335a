import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../../../lib/domain/forecast/forecast.ts';
import { type ApiOrigin, connectionKeyOf, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { DEFAULT_PREFERENCES } from '../../../../lib/domain/settings/settings.ts';
import {
  type AlertPlan,
  type AlertSubject,
  isQuiet,
  planAlerts,
  TOKEN_REMINDER_MS,
} from '../../../../lib/domain/usage/alerts.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const ref = { connectionKey: connectionKeyOf(ORIGIN, 'a'), profileKey: profileKeyOf(ORIGIN, 'p') };
const NOW = Date.UTC(2026, 10, 20, 12);
const SETTINGS = { ...DEFAULT_PREFERENCES.alerts, enabled: true, tokenExpiry: true };
const NOTHING_SET = { muted: false, thresholds: {}, proposals: {} };

const subject = (
  services: Record<string, [number, number]>,
  change: Partial<AlertSubject> = {},
): AlertSubject => ({
  ref,
  usage: {
    services: Object.fromEntries(
      Object.entries(services).map(([key, [used, limit]]) => [key, { used, limit }]),
    ),
  },
  preferences: NOTHING_SET,
  forecasts: [],
  tokens: [],
  ...change,
});

/** What was given, after a plan was carried out. */
function after(given: ReadonlyMap<string, string>, { tell, note, forget }: AlertPlan): Map<string, string> {
  const next = new Map(given);
  for (const { id, cycle } of [...tell, ...note]) next.set(id, cycle);
  for (const id of forget) next.delete(id);
  return next;
}

/** What a person is told while the use goes through these values. */
function story(service: string, uses: number[], times: number[] = uses.map(() => NOW)): string[] {
  let given = new Map<string, string>();
  return uses.flatMap((used, index) => {
    const plan = planAlerts(subject({ [service]: [used, 100] }), SETTINGS, given, times[index] ?? NOW);
    given = after(given, plan);
    return plan.tell.map(({ kind, percent }) => `${kind} ${percent}`);
  });
}

describe('crossing a threshold', () => {
  it('is told once, each threshold, and only the highest of several at once', () => {
    expect(story('input', [10, 79, 80, 81, 85])).toEqual(['threshold 80']);
    expect(story('input', [10, 80, 90, 95, 100, 120])).toEqual([
      'threshold 80',
      'threshold 90',
      'threshold 100',
    ]);
    expect(story('input', [10, 97, 97])).toEqual(['threshold 97']);
    expect(story('input', [10, 97, 89, 85])).toEqual(['threshold 97']);
  });

  it('is told again in the next cycle for a monthly service', () => {
    const december = Date.UTC(2026, 11, 20);
    expect(story('input', [85, 3, 85], [NOW, december, december])).toEqual(['threshold 85', 'threshold 85']);
  });

  it('is not told again each month for storage that stays full, but when it fell well below and came back', () => {
    const months = [NOW, Date.UTC(2026, 11, 20), Date.UTC(2027, 0, 20)];
    expect(story('data_records', [85, 85, 85], months)).toEqual(['threshold 85']);
    expect(story('data_records', [81, 79, 81])).toEqual(['threshold 81']);
    expect(story('data_records', [81, 70, 82])).toEqual(['threshold 81', 'threshold 82']);
  });

  it('goes by a person’s own thresholds for a profile and service', () => {
    const own = { ...NOTHING_SET, thresholds: { input: [50] } };
    const told = (used: number) =>
      planAlerts(subject({ input: [used, 100] }, { preferences: own }), SETTINGS, new Map(), NOW).tell;
    expect(told(49)).toEqual([]);
    expect(told(50)).toHaveLength(1);
    const none = { ...NOTHING_SET, thresholds: { input: [] } };
    expect(
      planAlerts(subject({ input: [100, 100] }, { preferences: none }), SETTINGS, new Map(), NOW).tell,
    ).toEqual([]);
  });

  it('says nothing of what is not allocated', () => {
    expect(planAlerts(subject({ sms: [3, 0] }), SETTINGS, new Map(), NOW)).toEqual({
      tell: [],
      note: [],
      forget: [],
    });
  });

  it('of a muted profile is told neither now nor when it is unmuted', () => {
    const muted = subject({ input: [95, 100] }, { preferences: { ...NOTHING_SET, muted: true } });
    const plan = planAlerts(muted, SETTINGS, new Map(), NOW);
    expect(plan.tell).toEqual([]);
    const given = after(new Map(), plan);
    expect(planAlerts(subject({ input: [95, 100] }), SETTINGS, given, NOW).tell).toEqual([]);
  });

  it('is told at most once per threshold and month, however the numbers move', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(130), { maxLength: 60 }), (uses) => {
        const told = story('input', uses).filter((line) => line.startsWith('threshold'));
        expect(told.length).toBeLessThanOrEqual(3);
        const highest = Math.max(0, ...uses);
        expect(told.length > 0).toBe(highest >= 80);
      }),
    );
  });
});

describe('a blocked service', () => {
  it('is told when it is open again, once for each time', () => {
    expect(story('data_records', [100, 60, 60]).filter((line) => line.startsWith('reopened'))).toEqual([
      'reopened 60',
    ]);
    expect(story('data_records', [100, 60, 100, 50]).filter((line) => line.startsWith('reopened'))).toEqual([
      'reopened 60',
      'reopened 50',
    ]);
    expect(story('analysis', [100, 2], [NOW, Date.UTC(2026, 11, 1, 1)])).toEqual([
      'threshold 100',
      'reopened 2',
    ]);
  });

  it('opens without a word where nobody wants one', () => {
    const given = after(new Map(), planAlerts(subject({ sms: [9, 9] }), SETTINGS, new Map(), NOW));
    const plan = planAlerts(subject({ sms: [1, 9] }), { ...SETTINGS, reopened: false }, given, NOW);
    expect(plan.tell).toEqual([]);
  });
});

describe('a forecast', () => {
  const forecast = {
    service: 'input',
    used: 50,
    limit: 100,
    fullAt: NOW + 4 * 86_400_000,
    until: Date.UTC(2026, 11, 1),
    chance: 0.9,
  } as Forecast;

  it('within the cycle is told once', () => {
    const plan = planAlerts(
      subject({ input: [50, 100] }, { forecasts: [forecast] }),
      SETTINGS,
      new Map(),
      NOW,
    );
    expect(plan.tell).toMatchObject([{ kind: 'forecast', subject: 'input', at: forecast.fullAt }]);
    const again = planAlerts(
      subject({ input: [60, 100] }, { forecasts: [forecast] }),
      SETTINGS,
      after(new Map(), plan),
      NOW,
    );
    expect(again.tell).toEqual([]);
  });

  it('that is no surer than a page would say it interrupts nobody', () => {
    const unsure = [{ ...forecast, chance: 0.55 }];
    expect(
      planAlerts(subject({ input: [50, 100] }, { forecasts: unsure }), SETTINGS, new Map(), NOW).tell,
    ).toEqual([]);
  });

  it('beyond it, or unwanted, is not', () => {
    const never = [{ ...forecast, fullAt: null }];
    expect(
      planAlerts(subject({ input: [50, 100] }, { forecasts: never }), SETTINGS, new Map(), NOW).tell,
    ).toEqual([]);
    const off = { ...SETTINGS, forecast: false };
    expect(
      planAlerts(subject({ input: [50, 100] }, { forecasts: [forecast] }), off, new Map(), NOW).tell,
    ).toEqual([]);
  });
});

describe('a token', () => {
  const token = (expiresAt: number | null) => ({
    name: 'backend',
    createdAt: '2026-08-25T00:00:00.000Z',
    expiresAt,
  });
  const told = (expiresAt: number | null) =>
    planAlerts(subject({}, { tokens: [token(expiresAt)] }), SETTINGS, new Map(), NOW).tell;

  it('is told of a week before it expires, and not after', () => {
    expect(told(NOW + TOKEN_REMINDER_MS)).toMatchObject([{ kind: 'token-expiry', subject: 'backend' }]);
    expect(told(NOW + TOKEN_REMINDER_MS + 1)).toEqual([]);
    expect(told(NOW)).toEqual([]);
    expect(told(null)).toEqual([]);
  });
});

describe('a proposal', () => {
  it('is made at its level, once a cycle', () => {
    const preferences = { ...NOTHING_SET, thresholds: { input: [] }, proposals: { input: 'high' as const } };
    const plan = (used: number, given = new Map<string, string>()) =>
      planAlerts(subject({ input: [used, 100] }, { preferences }), SETTINGS, given, NOW);
    expect(plan(89).tell).toEqual([]);
    expect(plan(90).tell).toMatchObject([{ kind: 'proposal', subject: 'input' }]);
    expect(plan(95, after(new Map(), plan(90))).tell).toEqual([]);
  });
});

it.each([
  [{ from: 0, to: 0 }, 600, false],
  [{ from: 480, to: 600 }, 479, false],
  [{ from: 480, to: 600 }, 480, true],
  [{ from: 480, to: 600 }, 600, false],
  [{ from: 1320, to: 420 }, 1380, true],
  [{ from: 1320, to: 420 }, 60, true],
  [{ from: 1320, to: 420 }, 420, false],
])('quiet hours %j at minute %i: %s', (quiet, minute, expected) => {
  expect(isQuiet(quiet, minute)).toBe(expected);
});
