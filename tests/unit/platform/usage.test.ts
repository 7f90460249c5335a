import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { isAmount } from '../../../lib/domain/usage/amount.ts';
import { periodEnd } from '../../../lib/domain/usage/periods.ts';
import { percentOf } from '../../../lib/domain/usage/service-level.ts';
import { usageStatus, usedOf } from '../../../lib/domain/usage/usage-status.ts';
import { missingText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { fetchStatistics, historyOf, usageOf } from '../../../lib/platform/usage.ts';

/** The example of the platform's documentation. */
const documented = {
  limit: {
    analysis: 5,
    data_records: 250_000,
    email: 10,
    file_storage: 132,
    input: 350_000,
    output: 342_153,
    push_notification: 58,
    run_users: 5,
    sms: 60,
    tcore: 1,
  },
  limit_used: {
    analysis: 0,
    dashboard_output: 65,
    data_records: 151_242,
    email: 0,
    file_storage: 49.89,
    input: 43_463,
    output: 1272,
    push_notification: 0,
    run_users: 5,
    sms: 0,
    tcore: 3,
    tcore_cluster: 2,
  },
  amount: {
    action: 37,
    am: 5,
    analysis: 18,
    connectors: 32,
    dashboard: 231,
    device: 79,
    dictionary: 7,
    networks: 9,
    run_users: 5,
    tcore: 2,
    tcore_cluster: 2,
  },
  addons: {},
};

describe('a summary', () => {
  it('has the services that are allocated, with used and limit', () => {
    const { services } = usageOf(documented);
    expect(Object.keys(services).sort()).toEqual([
      'analysis',
      'data_records',
      'email',
      'file_storage',
      'input',
      'output',
      'push_notification',
      'run_users',
      'sms',
    ]);
    expect(services.input).toEqual({ used: 43_463, limit: 350_000 });
    expect(services.file_storage).toEqual({ used: 49.89, limit: 132 });
  });

  it('distinguishes analysis minutes from the number of analyses', () => {
    const { services, resources } = usageOf(documented);
    expect(services.analysis).toEqual({ used: 0, limit: 5 });
    expect(resources.analysis).toBe(18);
  });

  it('counts TagoCore as a resource, and no counter without a limit as a service', () => {
    const { services, resources } = usageOf(documented);
    expect(services).not.toHaveProperty('tcore');
    expect(services).not.toHaveProperty('dashboard_output');
    expect(usageOf(documented).dashboardOutput).toBe(65);
    expect(resources).toMatchObject({ tcore: 2, tcore_cluster: 2, device: 79 });
  });

  it('has the limits of resources that it lists', () => {
    expect(usageOf(documented).resourceLimits).toEqual({ tcore: 1 });
    expect(usageOf({ limit: { input: 1, tcore: 'x' }, limit_used: {} })).not.toHaveProperty('resourceLimits');
  });

  it('keeps an unknown service', () => {
    const { services } = usageOf({ limit: { input: 1, holograms: 40 }, limit_used: { holograms: 12 } });
    expect(services.holograms).toEqual({ used: 12, limit: 40 });
  });

  it('counts an unused service as 0, and a known one without a limit as not allocated', () => {
    const { services } = usageOf({ limit: { input: 10 }, limit_used: { sms: 3 } });
    expect(services).toEqual({ input: { used: 0, limit: 10 }, sms: { used: 3, limit: 0 } });
  });

  it('only names a service whose limit or use is not a number, instead of showing it as 0 or not allocated', () => {
    const { services, unreadable } = usageOf({
      limit: { input: 10, output: 20, sms: null, email: 'many', analysis: 5, run_users: 'x', hologram: 'x' },
      limit_used: { input: null, output: '12', sms: 3, email: 4, analysis: 1, run_users: {} },
    });
    expect(services).toEqual({ analysis: { used: 1, limit: 5 } });
    expect(unreadable?.sort()).toEqual(['email', 'input', 'output', 'run_users', 'sms']);
    const status = usageStatus({ services, unreadable, fetchedAt: 1 }, 1);
    expect(missingText(status, 'input')).toBe(t('usageUnknown'));
    expect(usedOf(status, 'input', 0)).toBeNull();
    expect(missingText(status, 'file_storage')).toBe(t('usageNotAllocated'));
  });

  it.each([-1, 1e308, Number.POSITIVE_INFINITY, 2 ** 53])(
    'only names a service with the number %s',
    (number) => {
      for (const key of ['input', 'dashboard_output', 'hologram']) {
        const limit = { output: 7, hologram: 5 };
        const { services, unreadable, dashboardOutput } = usageOf({ limit, limit_used: { [key]: number } });
        expect(unreadable).toEqual([key]);
        expect(services).not.toHaveProperty(key);
        expect(dashboardOutput).toBeNull();
      }
      expect(usageOf({ limit: { input: number }, limit_used: {} })).toMatchObject({
        services: {},
        unreadable: ['input'],
      });
      const { resources } = usageOf({ limit: {}, limit_used: {}, amount: { device: number, action: 3 } });
      expect(resources).toEqual({ action: 3 });
    },
  );

  it('only names a service with a limit below one unit, of which any use would be countless percent', () => {
    const limit = { input: 1e-9, sms: 0, email: 1 };
    const { services, unreadable } = usageOf({ limit, limit_used: { input: 65 } });
    expect(unreadable).toEqual(['input']);
    expect(services).toEqual({ sms: { used: 0, limit: 0 }, email: { used: 0, limit: 1 } });
  });

  it.each(['65', null, {}, -65])('names dashboard output when it is %j', (dashboard_output) => {
    const { unreadable, dashboardOutput } = usageOf({
      limit: { input: 10 },
      limit_used: { dashboard_output },
    });
    expect([unreadable, dashboardOutput]).toEqual([['dashboard_output'], null]);
  });

  it('has no service without a name, which no page could be opened for', () => {
    const { services } = usageOf({ limit: { '': 5, input: 1 }, limit_used: { '': 3 }, amount: { '': 3 } });
    expect(Object.keys(services)).toEqual(['input']);
  });

  it('takes no method of a record for its number', () => {
    const { services, unreadable } = usageOf({
      limit: { valueOf: 5, toString: 'x' },
      limit_used: { valueOf: 1 },
    });
    expect([services, unreadable]).toEqual([{}, undefined]);
  });

  it('is malformed without limits, and without what is used of them', () => {
    const limit = { input: 10 };
    for (const value of [null, 'OK', [], {}, { message: 'hi' }, 7, { amount: { device: 1 } }])
      expect(() => usageOf(value)).toThrow(FailureError);
    for (const other of [undefined, null, 'none', 0, [1]]) {
      expect(() => usageOf({ limit, limit_used: other, amount: {} })).toThrow(FailureError);
      expect(() => usageOf({ limit: other, limit_used: limit, amount: {} })).toThrow(FailureError);
    }
  });

  it('has amounts only, whatever the fields contain', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(Number.POSITIVE_INFINITY, -1, 1e308, 1e-300, 2 ** 53),
    );
    const record = fc.dictionary(fc.string(), value);
    const part = fc.oneof(record, fc.jsonValue());
    fc.assert(
      fc.property(record, record, part, part, (limit, limit_used, amount, more) => {
        const { services, resources } = usageOf({
          limit: { ...limit, input: 1 },
          limit_used: { ...limit_used, input: 2 },
          amount,
          more,
        });
        expect(services.input).toEqual({ used: 2, limit: 1 });
        for (const { used, limit: max } of Object.values(services)) {
          expect(
            isAmount(used) && isAmount(max) && Number.isFinite(percentOf({ used, limit: max }) ?? 0),
          ).toBe(true);
        }
        for (const count of Object.values(resources)) expect(isAmount(count)).toBe(true);
      }),
    );
  });
});

describe('statistics', () => {
  it('are ordered by time, in UTC, without services that a row does not have', () => {
    const { rows, isComplete } = historyOf([
      { time: '2026-11-02T02:00:00+02:00', input: 5 },
      { time: '2026-11-01T00:00:00.000Z', input: 2, output: 1 },
      { time: 'soon', input: 9 },
      { input: 9 },
    ]);
    expect(rows).toEqual([
      { time: '2026-11-01T00:00:00.000Z', values: { input: 2, output: 1 } },
      { time: '2026-11-02T00:00:00.000Z', values: { input: 5 } },
    ]);
    expect(isComplete).toBe(false);
    expect(historyOf([{ time: '2026-11-01T00:00:00.000Z' }]).isComplete).toBe(true);
    expect(historyOf([])).toEqual({ rows: [], isComplete: true });
  });

  it.each(['1', 'in 5', '2026-11-31T00:00:00Z', '1970-01-01T00:00:00Z', '-271821-04-20T00:00:00.000Z'])(
    'are incomplete with a row whose time is %s, and keep the others',
    (time) => {
      const good = { time: '2026-11-01T00:00:00.000Z', input: 2 };
      expect(historyOf([{ time, input: 5 }, good])).toEqual({
        rows: [{ time: good.time, values: { input: 2 } }],
        isComplete: false,
      });
    },
  );

  it('name the services whose number can’t be read, and keep the others’', () => {
    const { rows, isComplete } = historyOf([
      { time: '2026-11-01T23:59:59Z', input: 5, hologram: 'x', dashboard_output: {} },
      { time: '2026-11-02T23:59:59Z', input: '43463', output: 7 },
      { time: '2026-11-03T23:59:59Z', input: 9, output: null },
    ]);
    expect(rows.map(({ values }) => values)).toEqual([{ input: 5 }, { output: 7 }, { input: 9 }]);
    expect(rows.map(({ unreadable }) => unreadable)).toEqual([undefined, ['input'], undefined]);
    expect(isComplete).toBe(true);
  });

  it.each([-5, 1e308, Number.POSITIVE_INFINITY])('name a service whose counter is %s', (number) => {
    expect(historyOf([{ time: '2026-11-01T23:59:59Z', input: number, output: 7 }]).rows).toEqual([
      { time: '2026-11-01T23:59:59.000Z', values: { output: 7 }, unreadable: ['input'] },
    ]);
  });

  const now = Date.UTC(2026, 10, 20, 12, 2);
  const fetched = (rows: object[], periodicity: 'hour' | 'day' = 'hour') => {
    vi.useFakeTimers({ now, toFake: ['Date'] });
    vi.stubGlobal('fetch', async () => Response.json({ status: true, result: rows }));
    const range = { periodicity, from: now - DAY_MS, to: periodEnd(periodicity, now) };
    return fetchStatistics({ origin: 'https://api.us-e1.tago.io' as ApiOrigin, token: 'a' }, 'a', range);
  };
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each(['9999-12-31T23:59:59Z', '2026-11-20T13:05:00Z', '2026-11-20T12:40:00Z'])(
    'keep the running hour’s counter beside a row of %s',
    async (time) => {
      const { rows } = await fetched([
        { time: '2026-11-20T11:30:00Z', input: 4 },
        { time: '2026-11-20T12:01:29Z', input: 5 },
        { time, input: 9 },
      ]);
      expect(rows[1]).toEqual({ time: '2026-11-20T12:00:00.000Z', values: { input: 5 } });
    },
  );

  it('are incomplete with a row after the running period, which is left out', async () => {
    const before = { time: '2026-11-19T10:00:00Z', input: 4 };
    const rows = [{ time: '2026-11-19T00:00:00.000Z', values: { input: 4 } }];
    const later = ['9999-12-31T23:59:59Z', '2026-12-20T12:02:00Z', '2026-11-21T00:02:00Z'];
    for (const time of later)
      expect(await fetched([before, { time, input: 5 }], 'day')).toEqual({ rows, isComplete: false });
    expect(await fetched([before], 'day')).toEqual({ rows, isComplete: true });
    const ofToday = { time: '2026-11-20T23:59:59Z', input: 5 };
    expect(await fetched([before, ofToday], 'day')).toMatchObject({ rows: { length: 2 }, isComplete: true });
  });

  it('are malformed when no time can be read', () => {
    expect(() => historyOf([{ time: 'soon', input: 9 }])).toThrow('malformed');
  });
});
