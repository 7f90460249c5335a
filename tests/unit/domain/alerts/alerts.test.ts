import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertState,
  type AlertSubject,
  isWanted,
  NO_ALERTS,
  nextAlerts,
  notificationId,
  withProposal,
} from '../../../../lib/domain/alerts/alerts.ts';
import { stillHolds } from '../../../../lib/domain/alerts/waiting-alerts.ts';
import type { Forecast } from '../../../../lib/domain/forecast/forecast.ts';
import { type ApiOrigin, connectionKeyOf, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { DEFAULT_PREFERENCES } from '../../../../lib/domain/settings/settings.ts';
import { DAY_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';
import { TOKEN_REMINDER_MS } from '../../../../lib/domain/tokens/expiring.ts';
import { connectionRow, profileRow } from '../../store/rows.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const ref = { connectionKey: connectionKeyOf(ORIGIN, 'a'), profileKey: profileKeyOf(ORIGIN, 'p') };
const NOW = Date.UTC(2026, 10, 20, 12);
const SETTINGS = { ...DEFAULT_PREFERENCES.alerts, enabled: true, tokenExpiry: true };
const DEFAULTS = { muted: false, thresholds: {}, proposals: {} };

const subject = (
  services: Record<string, [number, number]>,
  change: Partial<AlertSubject> = {},
): AlertSubject => ({
  readAt: NOW,
  services: Object.fromEntries(
    Object.entries(services).map(([key, [used, limit]]) => [key, { used, limit }]),
  ),
  preferences: DEFAULTS,
  forecasts: [],
  tokens: [],
  ...change,
});

/** Returns the alerts of these readings of use, or of use and limit, each a minute after the one before. */
function alertsOf(
  service: string,
  readings: (number | [number, number])[],
  { times, preferences = DEFAULTS }: { times?: number[]; preferences?: AlertSubject['preferences'] } = {},
): string[] {
  let state: AlertState = NO_ALERTS;
  return readings.flatMap((reading, index) => {
    const readAt = times?.[index] ?? NOW + index * MINUTE_MS;
    const pair: [number, number] = typeof reading === 'number' ? [reading, 100] : reading;
    const next = nextAlerts(state, subject({ [service]: pair }, { readAt, preferences }), SETTINGS, readAt);
    state = next.state;
    return next.alerts.map(({ kind, threshold }) => (threshold === null ? kind : `${kind} ${threshold}`));
  });
}

describe('crossing a threshold', () => {
  it('is one alert for each threshold, and for several at once only the highest', () => {
    expect(alertsOf('input', [10, 79, 80, 81, 85])).toEqual(['threshold 80']);
    expect(alertsOf('input', [10, 80, 90, 95, 100, 120])).toEqual([
      'threshold 80',
      'threshold 90',
      'threshold 100',
    ]);
    expect(alertsOf('input', [10, 97, 97])).toEqual(['threshold 90']);
  });

  it('is an alert again after a raised limit, after a clear fall, and in the next month', () => {
    expect(
      alertsOf('input', [95, 100, [100, 200], [170, 200], [190, 200], [200, 200]]).filter((one) =>
        one.startsWith('threshold'),
      ),
    ).toEqual(['threshold 90', 'threshold 100', 'threshold 80', 'threshold 90', 'threshold 100']);
    expect(
      alertsOf('input', [
        [95, 100],
        [95, 103],
      ]),
    ).toEqual(['threshold 90']);
    expect(alertsOf('data_records', [91, 89, 91, 84, 91])).toEqual(['threshold 90', 'threshold 90']);
    const times = [NOW, Date.UTC(2026, 11, 1, 0, 5), Date.UTC(2026, 11, 20)];
    expect(alertsOf('input', [85, 3, 85], { times })).toEqual(['threshold 80', 'threshold 80']);
  });

  it.each(['constructor', 'toString', 'valueOf'])('is an alert also for a service named %s', (service) => {
    expect(alertsOf(service, [10, 80, 85, 100])).toEqual(['threshold 80', 'threshold 100']);
    const unknown = { kind: 'threshold', service, limit: 100, cycle: 'none', threshold: 80 } as const;
    expect(stillHolds(unknown, NO_ALERTS, NOW)).toBe(false);
    expect(isWanted({ kind: 'threshold', service }, SETTINGS, subject({}))).toBe(true);
    expect(isWanted({ kind: 'proposal', service }, SETTINGS, subject({}))).toBe(false);
  });

  it.each([
    [5, [0, 6, 4, 6, 0, 6]],
    [1, [0, 1, 2, 0, 3]],
  ])('is an alert again at %i percent after usage fell to nothing', (threshold, readings) => {
    const preferences = { ...DEFAULTS, thresholds: { data_records: [threshold] } };
    expect(alertsOf('data_records', readings, { preferences })).toEqual(
      Array(2).fill(`threshold ${threshold}`),
    );
  });

  it('is not repeated while storage goes up and down around it, nor every month while storage stays full', () => {
    expect(alertsOf('data_records', [81, 79, 81, 76, 80])).toEqual(['threshold 80']);
    const months = [NOW, Date.UTC(2026, 11, 20), Date.UTC(2027, 0, 20)];
    expect(alertsOf('data_records', [85, 85, 85], { times: months })).toEqual(['threshold 80']);
  });

  it('read last month is no alert in the new month, and does not suppress the new month’s first', () => {
    const midnight = Date.UTC(2026, 11, 1);
    const late = subject({ input: [95, 100] }, { readAt: midnight - 10_000 });
    const first = nextAlerts(NO_ALERTS, late, SETTINGS, midnight + 10_000);
    expect(first.alerts).toEqual([]);
    const fresh = subject({ input: [85, 100] }, { readAt: midnight + MINUTE_MS });
    expect(nextAlerts(first.state, fresh, SETTINGS, midnight + MINUTE_MS).alerts).toHaveLength(1);
  });

  it('follows the thresholds that a person set for a profile and service', () => {
    const preferences = { ...DEFAULTS, thresholds: { input: [50] } };
    const alerts = (used: number) =>
      nextAlerts(NO_ALERTS, subject({ input: [used, 100] }, { preferences }), SETTINGS, NOW).alerts;
    expect(alerts(49)).toEqual([]);
    expect(alerts(55).map(({ threshold }) => threshold)).toEqual([50]);
  });

  it('is no alert for a muted profile, nor later once it is not muted', () => {
    const muted = subject({ input: [95, 100] }, { preferences: { ...DEFAULTS, muted: true } });
    const { state, alerts } = nextAlerts(NO_ALERTS, muted, SETTINGS, NOW);
    expect(alerts).toEqual([]);
    expect(nextAlerts(state, subject({ input: [95, 100] }), SETTINGS, NOW).alerts).toEqual([]);
  });

  it('is never repeated while use only rises', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 30 }), (uses) => {
        const rising = [...uses].sort((a, b) => a - b);
        const alerts = alertsOf('input', rising);
        expect(new Set(alerts).size).toBe(alerts.length);
      }),
    );
  });

  it('has the same notification id each time it is found in the same reading, and another when crossed again', () => {
    const idAt = (readAt: number, now: number) => {
      const [one] = nextAlerts(NO_ALERTS, subject({ input: [95, 100] }, { readAt }), SETTINGS, now).alerts;
      return notificationId(ref, one!);
    };
    expect(idAt(NOW, NOW)).toBe(idAt(NOW, NOW + MINUTE_MS));
    expect(idAt(NOW, NOW)).not.toBe(idAt(NOW + MINUTE_MS, NOW + MINUTE_MS));
  });
});

describe('being below the limit again', () => {
  it('is one alert for each clear fall, and being full is an alert again after it', () => {
    expect(alertsOf('data_records', [100, 97, 100, 98, 100])).toEqual(['threshold 100']);
    expect(alertsOf('data_records', [100, 90, 100])).toEqual(['threshold 100', 'reopened', 'threshold 100']);
    expect(alertsOf('input', [100, [100, 110]])).toEqual(['threshold 100', 'reopened']);
  });

  it('is an alert when the month starts over after a service was full', () => {
    expect(alertsOf('input', [100, 1], { times: [NOW, Date.UTC(2026, 11, 1, 0, 5)] })).toEqual([
      'threshold 100',
      'reopened',
    ]);
  });
});

const forecast = (change: Partial<Forecast> = {}): Forecast =>
  ({
    service: 'input',
    used: 60,
    limit: 100,
    fullAt: NOW + 3 * DAY_MS,
    earliest: NOW + 2 * DAY_MS,
    latest: NOW + 4 * DAY_MS,
    until: Date.UTC(2026, 11, 1),
    basis: 'history',
    chance: 0.9,
    ...change,
  }) as Forecast;

describe('a forecast', () => {
  it('is one alert for each month and limit, and needs a higher chance than on a page', () => {
    const services = { input: [60, 100] } as Record<string, [number, number]>;
    const sure = subject(services, { forecasts: [forecast()] });
    const first = nextAlerts(NO_ALERTS, sure, SETTINGS, NOW);
    expect(first.alerts.map(({ kind }) => kind)).toEqual(['forecast']);
    expect(nextAlerts(first.state, sure, SETTINGS, NOW).alerts).toEqual([]);
    const unsure = subject(services, { forecasts: [forecast({ chance: 0.55 })] });
    expect(nextAlerts(NO_ALERTS, unsure, SETTINGS, NOW).alerts).toEqual([]);
    const raised = subject({ input: [60, 200] }, { forecasts: [forecast({ limit: 200 })] });
    expect(nextAlerts(first.state, raised, SETTINGS, NOW).alerts).toHaveLength(1);
  });

  it('of another service is an alert after that of the first one', () => {
    const forecasts = [forecast(), forecast({ service: 'output', fullAt: NOW + 5 * DAY_MS })];
    const both = subject({ input: [60, 100], output: [60, 100] }, { forecasts });
    const first = nextAlerts(NO_ALERTS, both, SETTINGS, NOW);
    expect(first.alerts.map(({ subject }) => subject)).toEqual(['input']);
    const second = nextAlerts(first.state, both, SETTINGS, NOW);
    expect(second.alerts.map(({ subject }) => subject)).toEqual(['output']);
    expect(nextAlerts(second.state, both, SETTINGS, NOW).alerts).toEqual([]);
  });

  it('whose time has passed doesn’t count as given: it would be dropped unseen', () => {
    const passed = subject({ input: [60, 100] }, { forecasts: [forecast({ fullAt: NOW - MINUTE_MS })] });
    const { state, alerts } = nextAlerts(NO_ALERTS, passed, SETTINGS, NOW);
    expect(alerts).toEqual([]);
    const next = subject({ input: [60, 100] }, { forecasts: [forecast()] });
    expect(nextAlerts(state, next, SETTINGS, NOW).alerts).toHaveLength(1);
  });

  it('is part of the alert of a crossing of the same service', () => {
    const both = subject({ input: [85, 100] }, { forecasts: [forecast()] });
    const { alerts } = nextAlerts(NO_ALERTS, both, SETTINGS, NOW);
    expect(alerts).toMatchObject([{ kind: 'threshold', at: forecast().fullAt }]);
  });
});

describe('a service with alerts turned off', () => {
  const off = (thresholds: Record<string, number[]>) => ({ ...DEFAULTS, thresholds });

  it('has no alert of a forecast, and doesn’t hide that of the next service', () => {
    const forecasts = [forecast(), forecast({ service: 'output', fullAt: NOW + 5 * DAY_MS })];
    const both = subject(
      { input: [60, 100], output: [60, 100] },
      { forecasts, preferences: off({ input: [] }) },
    );
    const { alerts } = nextAlerts(NO_ALERTS, both, SETTINGS, NOW);
    expect(alerts).toMatchObject([{ kind: 'forecast', subject: 'output' }]);
  });

  it('isn’t said to be below its limit again, unlike one without thresholds of its own', () => {
    const kindsAfterFull = (preferences: AlertSubject['preferences']) => {
      const settings = { ...SETTINGS, thresholds: [] };
      const full = nextAlerts(NO_ALERTS, subject({ input: [100, 100] }, { preferences }), settings, NOW);
      return nextAlerts(full.state, subject({ input: [40, 100] }, { preferences }), settings, NOW).alerts.map(
        ({ kind }) => kind,
      );
    };
    expect(kindsAfterFull(off({ input: [] }))).toEqual([]);
    expect(kindsAfterFull(DEFAULTS)).toEqual(['reopened']);
  });
});

describe('a proposal', () => {
  it('stays due until its text was composed, then is done for this month and limit', () => {
    const rule = { ...DEFAULTS, proposals: { input: 'high' as const } };
    const at = (used: number, limit = 100) => subject({ input: [used, limit] }, { preferences: rule });
    const kinds = (state: AlertState, used: number, limit?: number) =>
      nextAlerts(state, at(used, limit), SETTINGS, NOW)
        .alerts.map(({ kind }) => kind)
        .filter((kind) => kind === 'proposal');
    const first = nextAlerts(NO_ALERTS, at(95), SETTINGS, NOW);
    expect(kinds(first.state, 95)).toEqual(['proposal']);
    const given = withProposal(first.state, 'input');
    expect(kinds(given, 96)).toEqual([]);
    expect(kinds(given, 190, 200)).toEqual(['proposal']);
    expect(kinds(NO_ALERTS, 85)).toEqual([]);
  });
});

describe('a token’s expiry', () => {
  const token = (days: number, ofAccount = false) => [
    { name: 'T', createdAt: 'then', expiresAt: NOW + days * DAY_MS, ofAccount },
  ];
  const alerts = (tokens: AlertSubject['tokens'], settings = SETTINGS) =>
    nextAlerts(NO_ALERTS, subject({}, { tokens }), settings, NOW).alerts;

  it('is one alert, a week ahead', () => {
    expect(alerts(token(8))).toEqual([]);
    expect(alerts(token(TOKEN_REMINDER_MS / DAY_MS))).toHaveLength(1);
    expect(alerts(token(-1))).toEqual([]);
    const { state } = nextAlerts(NO_ALERTS, subject({}, { tokens: token(3) }), SETTINGS, NOW);
    expect(nextAlerts(state, subject({}, { tokens: token(3) }), SETTINGS, NOW).alerts).toEqual([]);
  });

  it.each([
    ['again when the clock was a month ahead', 33, 30 * DAY_MS, 1],
    ['once when it was some hours ahead', 7.2, DAY_MS / 4, 0],
  ])('is announced %s', (_, days, aheadMs, again) => {
    const tokens = token(days);
    let state = NO_ALERTS;
    const alertsAt = (now: number) => {
      const next = nextAlerts(state, subject({}, { tokens, readAt: now }), SETTINGS, now);
      state = next.state;
      return next.alerts;
    };
    expect(alertsAt(NOW + aheadMs)).toHaveLength(1);
    expect(alertsAt(NOW)).toEqual([]);
    expect(alertsAt(NOW + (days - 6) * DAY_MS)).toHaveLength(again);
    expect(alertsAt(NOW + (days - 5) * DAY_MS)).toEqual([]);
  });

  it('is no alert where it can’t be read', () => {
    expect(alerts(token(3).map((one) => ({ ...one, expiresAt: undefined })))).toEqual([]);
  });

  it('of the connection’s token is an alert although expiry alerts are off', () => {
    const off = { ...SETTINGS, tokenExpiry: false };
    expect(alerts(token(3), off)).toEqual([]);
    expect(alerts(token(3, true), off)).toHaveLength(1);
  });
});

it('a rotated token that can be revoked is one alert', () => {
  const rotation = {
    ...profileRow(connectionRow().key, 1),
    token: { name: 'T', createdAt: 'then' },
    permission: 'read',
    successor: 'later',
    known: ['then'],
    startedAt: NOW - 2 * DAY_MS,
  };
  const quiet = subject({}, { revocable: [rotation] });
  const { state, alerts } = nextAlerts(NO_ALERTS, quiet, SETTINGS, NOW);
  expect(alerts).toMatchObject([{ kind: 'token-quiet', subject: 'T' }]);
  expect(nextAlerts(state, quiet, SETTINGS, NOW).alerts).toEqual([]);
});

describe('stillHolds', () => {
  const { state } = nextAlerts(NO_ALERTS, subject({ input: [95, 100] }), SETTINGS, NOW);
  const alert = { kind: 'threshold', service: 'input', limit: 100, cycle: '2026-11', threshold: 90 } as const;

  it('is false after a new limit, a fall, and the end of the month', () => {
    expect(stillHolds(alert, state, NOW)).toBe(true);
    expect(stillHolds(alert, state, Date.UTC(2026, 11, 1))).toBe(false);
    const raised = nextAlerts(state, subject({ input: [95, 200] }), SETTINGS, NOW).state;
    expect(stillHolds(alert, raised, NOW)).toBe(false);
    const fallen = nextAlerts(state, subject({ input: [20, 100] }), SETTINGS, NOW).state;
    expect(stillHolds(alert, fallen, NOW)).toBe(false);
  });
});
