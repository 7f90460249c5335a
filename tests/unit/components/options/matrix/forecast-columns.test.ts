import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import {
  FirstFull,
  firstFullAt,
  forecastColumns,
} from '../../../../../components/options/matrix/forecast-columns.tsx';
import type { MatrixRow } from '../../../../../components/options/matrix/rows.ts';
import type { Forecast } from '../../../../../lib/domain/forecast/forecast.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { forecastOf } from '../../../domain/make-forecast.ts';
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

it('a profile that can’t be read until somebody acts isn’t the first of the table by old numbers', () => {
  const forecasts = new Map([['a', [forecastOf({ at: NOW, fullAt: NOW + DAY_MS })]]]);
  const shown = (access: 'ok' | 'denied') => {
    const profile = { ...makeProfile(makeConnection('one'), 'a', 'Acme'), access };
    const profileRow = { id: 'a', profile, worst: null } as unknown as MatrixRow['profileRow'];
    const line = textOf(h(FirstFull, { row: profileRow, forecasts, now: NOW }));
    return [line, firstFullAt({ profileRow } as MatrixRow, forecasts)];
  };
  expect(shown('ok')).toEqual([expect.stringContaining('in about 1 day'), NOW + DAY_MS]);
  expect(shown('denied')).toEqual(['', Number.POSITIVE_INFINITY]);
});
