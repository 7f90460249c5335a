import { expect, it, vi } from 'vitest';
import { totalUsed } from '../../../../../components/options/usage/history-data.ts';
import {
  historyColumns,
  historyFile,
  tableCells,
} from '../../../../../components/options/usage/history-table.tsx';
import { csvText, tabbedText } from '../../../../../lib/i18n/csv-text.ts';
import { textOf } from '../../text-of.ts';

vi.mock('../../../../../lib/i18n/money-text.ts', async (original) => ({
  ...(await original<object>()),
  decimalSeparator: () => ',',
}));

const from = Date.UTC(2026, 10, 1);
const point = (total: number, before: number) => ({
  from,
  to: from,
  total,
  used: total - before,
  fellFrom: null,
  partial: false,
});
const choice = { service: 'file_storage', by: 'day', range: '', mode: 'used', against: '' } as const;
const cells = () =>
  tableCells(
    ['=SUM(A1)', 'Other'],
    [{ from, to: from, points: [point(0.3, 0.02), undefined] }],
    choice,
    null,
  );

it('the copied table pastes as numbers of the language’s spreadsheets, and a name starts no formula', () => {
  const [head, row] = tabbedText(cells()).split('\n');
  expect(head).toContain("\t'=SUM(A1)");
  expect(head).toContain('\tOther: Usage (MB)\tOther: Total (MB)');
  expect(row).toBe('2026-11-01T00:00:00.000Z\t0,28\t0,3\t\t');
});

it('the table of one series says of what it is, too', () => {
  const rows = [{ from, to: from, points: [point(2, 1)] }];
  const headOf = (service: string) =>
    csvText(tableCells(['Acme · SMS'], rows, { ...choice, service }, null)).split('\r\n')[0];
  expect(headOf('sms')).toBe('Time (UTC);Acme · SMS: Usage (messages);Acme · SMS: Total (messages)');
  expect(headOf('quantum_bits')).toBe('Time (UTC);Acme · SMS: Usage;Acme · SMS: Total');
});

it('the numbers on the page have the unit that doesn’t go without saying', () => {
  const fallen = { ...point(300, 260.5), fellFrom: 280 };
  const textsOf = (service: string) =>
    historyColumns(['Acme'], { ...choice, service }, null)
      .slice(1)
      .map(({ cell }) => textOf(cell({ from, to: from, points: [fallen] })).replace(/\u00a0/g, ' '));
  expect(textsOf('analysis')).toEqual(['counter fell from 280 min · 39.5 min', '300 min']);
  expect(textsOf('input')).toEqual(['counter fell from 280 · 39.5', '300']);
});

it('the exported table has no noise of computed differences', () => {
  expect(csvText(cells()).split('\r\n')[1]).toBe('2026-11-01T00:00:00.000Z;0,28;0,3;;');
});

it('the exported table marks a period that isn’t over and a counter that fell, as the page does', () => {
  const running = { ...point(300, 260), partial: true };
  const fallen = { ...point(20, 280), fellFrom: 280 };
  const rowsOf = (...periods: (typeof running | typeof fallen)[][]) =>
    csvText(
      tableCells(
        ['Acme', 'Demo'],
        periods.map((points) => ({ from, to: from, points })),
        { ...choice, service: 'input' },
        null,
      ),
    )
      .trim()
      .split('\r\n')
      .map((line) => line.split(';').slice(5).join(';'));
  expect(rowsOf([running, fallen], [point(2, 1), point(2, 1)])).toEqual([
    'Note',
    '"so far; Demo: counter fell from 280"',
    '',
  ]);
  expect(rowsOf([point(2, 1), point(2, 1)])).toEqual(['', '']);
});

it('the sum of a series is given only if each of its periods is known', () => {
  const period = (used: number | null) => ({
    from,
    to: from,
    points: [{ ...point(0, 0), used }, undefined],
  });
  expect(totalUsed([period(1), period(2)], 0)).toBe(3);
  expect(totalUsed([period(1), period(null), period(2)], 0)).toBeNull();
  // A longer month that it is compared with has days of its own.
  expect(totalUsed([period(1), { from, to: from, points: [undefined, point(5, 0)] }], 0)).toBe(1);
});

it('the exported file is named after the profiles, the service and the time that it is of', () => {
  const ofMay = { ...choice, range: '2026-05' };
  expect(historyFile(['Acme Farms'], ofMay)).toBe('profiles-history-Acme-Farms-file_storage-2026-05.csv');
  expect(historyFile(['Acme Farms', 'Demo'], { ...ofMay, against: 'https://api.us-e1.tago.io#1|2' })).toBe(
    'profiles-history-Acme-Farms-Demo-file_storage-2026-05.csv',
  );
  expect(historyFile(['Acme Farms', 'Acme Farms'], { ...ofMay, against: '2026-04' })).toBe(
    'profiles-history-Acme-Farms-file_storage-2026-05.csv',
  );
  // A name without a letter or digit.
  expect(historyFile(['🚜'], ofMay)).toBe('profiles-history-file_storage-2026-05.csv');
});
