import { expect, it } from 'vitest';
import { percentOfLimit } from '../../../../lib/domain/forecast/forecast.ts';
import { forecastOf } from '../make-forecast.ts';

const NOVEMBER = Date.UTC(2026, 10, 1);

const percentsOf = (service: string, amounts: number[]) =>
  amounts.map((amount) => percentOfLimit(forecastOf({ service, limit: 5, at: NOVEMBER }), amount));

it('counts hundredths of minutes and megabytes, as usage does', () => {
  const amounts = [0.4, 0.45, 1.45, 2.6];
  expect(percentsOf('analysis', amounts)).toEqual([8, 9, 29, 52]);
  expect(percentsOf('file_storage', amounts)).toEqual([8, 9, 29, 52]);
});

it('counts whole units of all else', () => {
  expect(percentsOf('run_users', [0.4, 1.45, 4.4])).toEqual([0, 20, 80]);
});

it('is below 100 below the limit, also where it is shown as the limit', () => {
  expect(percentsOf('analysis', [4.996])).toEqual([99]);
  expect(percentsOf('run_users', [4.6])).toEqual([92]);
});
