import { expect, it, vi } from 'vitest';
import { forecastColumns } from '../../../../../components/options/matrix/forecast-columns.tsx';
import type { MatrixRow } from '../../../../../components/options/matrix/rows.ts';
import type { Forecast } from '../../../../../lib/domain/forecast/forecast.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

// Measures texts on a canvas.
vi.mock('../../../../../components/options/matrix/columns.tsx', () => ({
  columnWidth: () => '',
  longestOf: () => '',
}));

const NOW = Date.UTC(2026, 10, 20);
const row = { profileRow: { id: 'a', status: { fetchedAt: NOW, services: [] } } } as unknown as MatrixRow;

it.each([
  [99.6, '99%', '1% left'],
  [40.2, '40%', '60% left'],
  [130, '130%', '0% left'],
])('a forecast of %d percent of the limit is %s, since only 100 is full', (expected, share, left) => {
  const forecast = {
    service: 'input',
    limit: 100,
    used: 10,
    at: NOW,
    fullAt: null,
    atMonthEnd: { expected, low: expected, high: expected },
    basis: 'history',
  } as unknown as Forecast;
  const [column] = forecastColumns(['input'], new Map([['a', [forecast]]]), NOW);
  const cell = column!.cell(row);
  expect(textOf(cell)).toBe(share);
  expect(textOf(cell, 'title')).toContain(left);
});

it.each([
  ['sms', 0.19, '0%', '100% left'],
  ['sms', 4.6, '92%', '8% left'],
  ['file_storage', 0.19, '3%', '3% at the end of the month (3% to 3%)'],
])('of a small limit a forecast of %s is the share of what is counted', (service, expected, share, title) => {
  const forecast = {
    service,
    limit: 5,
    used: 0,
    at: NOW,
    fullAt: null,
    atMonthEnd: { expected, low: expected, high: expected },
    basis: 'history',
  } as unknown as Forecast;
  const [column] = forecastColumns([service], new Map([['a', [forecast]]]), NOW);
  const cell = column!.cell(row);
  expect(textOf(cell)).toBe(share);
  expect(textOf(cell, 'title')).toContain(title);
});

it('a full service has the percentage that it has in the other views', () => {
  const services = [{ service: 'input', used: 150, limit: 100, level: 'blocked', percent: 150 }];
  const over = { profileRow: { id: 'a', status: { fetchedAt: NOW, services } } } as unknown as MatrixRow;
  const [column] = forecastColumns(['input'], new Map(), NOW);
  expect(textOf(column!.cell(over))).toMatch(/^150%/);
});
