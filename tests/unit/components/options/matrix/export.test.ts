import { expect, it, vi } from 'vitest';
import { matrixCsv, matrixJson } from '../../../../../components/options/matrix/export.ts';
import type { MatrixRow } from '../../../../../components/options/matrix/rows.ts';
import { usageStatus } from '../../../../../lib/domain/usage/usage-status.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { forecastOf } from '../../../domain/make-forecast.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const NOW = Date.UTC(2026, 10, 20);
const connection = makeConnection('a');

/** Returns what is exported of a forecast with this rate. */
function exported(service: string, perDay: number, mayShrink = false) {
  const usage = { services: { [service]: { used: 0, limit: 5 } }, resources: {}, fetchedAt: NOW };
  const status = usageStatus(usage, NOW);
  const profileRow = { id: 'p', profile: makeProfile(connection, 'p', 'Acme'), connection, usage, status };
  const row = { profileRow, status, usage } as unknown as MatrixRow;
  const rate = { perDay, variance: 1, days: 14, scale: 1, mayShrink };
  const forecasts = new Map([['p', [forecastOf({ service, at: NOW, rate })]]]);
  const [entry] = JSON.parse(matrixJson('services', [row], [service], forecasts));
  return { forecast: entry.forecast, csv: matrixCsv('services', [row], [service], forecasts) };
}

const exportedRate = (...of: Parameters<typeof exported>): unknown => exported(...of).forecast.perDay;

it('what is expected of storage is at the end of the month, since it doesn’t reset', () => {
  const { forecast, csv } = exported('data_records', 4, true);
  expect(forecast).toMatchObject({ atMonthEnd: 90 });
  expect(csv).toContain('Forecast at the end of the month');
  expect(csv).not.toMatch(/reset/i);
});

it('the rate of what was never used is left out of the file, and a small one isn’t rounded to 0', () => {
  expect(exportedRate('sms', 0.25 / 40)).toBeNull();
  expect(exportedRate('sms', 12.3456)).toBe(12.35);
  expect(exportedRate('file_storage', 0.00412, true)).toBe(0.0041);
  expect(exportedRate('file_storage', -0.00412, true)).toBe(-0.0041);
  expect(exportedRate('file_storage', 0, true)).toBe(0);
});

it('what was used last month isn’t exported as this month’s; what doesn’t start over is', () => {
  const services = { input: { used: 329, limit: 350 }, file_storage: { used: 4, limit: 5 } };
  const usage = { services, resources: {}, fetchedAt: NOW };
  const status = usageStatus(usage, Date.UTC(2026, 11, 3));
  const profileRow = { id: 'p', profile: makeProfile(connection, 'p', 'Acme'), connection, usage, status };
  const row = { profileRow, status, usage } as unknown as MatrixRow;
  expect(JSON.parse(matrixJson('services', [row], ['input', 'file_storage']))).toMatchObject([
    { service: 'input', used: null, limit: 350, percent: null, level: null },
    { service: 'file_storage', used: 4, limit: 5, percent: 80 },
  ]);
  expect(matrixCsv('services', [row], ['input'])).toMatch(/,,350,/);
});
