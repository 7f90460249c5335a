import { describe, expect, it } from 'vitest';
import { costCsv } from '../../../../../components/options/cost/cost-csv.ts';
import type { CostFile } from '../../../../../components/options/cost/cost-file.ts';
import { customersCsv } from '../../../../../components/options/cost/customers-csv.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';
import { serviceLabel } from '../../../../../lib/i18n/service-text.ts';

const prices = {
  plans: { scale: 19900 },
  addons: { custom_dns: 9900 },
  tiers: { input: [{ amount: 300, price: 1000 }] },
};
const subscription = { plan: 'scale', services: { input: 300 }, addons: { custom_dns: ['a'] } };
const allocation = { a: { input: 100 }, b: { input: 100 } };
const names: Record<string, string> = { a: '=SUM(A1)', b: 'Plain, with a comma' };
const file: CostFile = {
  connection: { accountName: '@Acme', email: '' },
  subscription: { cycleStart: '2026-11-01T00:00:00.000Z', cycleEnd: '2026-12-01T00:00:00.000Z' },
  cost: costOf({ subscription, allocation, prices }, ['a', 'b', 'gone-0123456789']),
  rowOf: (id) =>
    names[id]
      ? {
          profile: { name: names[id] },
          preferences: { markUp: id === 'a' ? { percentHundredths: 1250 } : { cents: 500 } },
        }
      : undefined,
};
const linesOf = (text: string) => text.trim().split('\r\n');

describe('the export of the cost', () => {
  it('has a row for each profile, for what is unallocated and for the plan, and the total', () => {
    const lines = linesOf(costCsv(file));
    const sums = lines.slice(1).map((line) => line.split(',').at(-2));
    expect(sums).toEqual(['102.34', '3.33', '0.00', '3.33', '199.00', '308.00']);
    expect(lines[0]).toContain('Data input,Custom DNS,Cost,Currency');
  });

  it('has no formula, whatever the name of profile or account', () => {
    const text = costCsv(file) + customersCsv(file);
    expect(text).toContain("'=SUM(A1)");
    expect(text).toContain(",'@Acme,");
    expect(text).toContain('"Plain, with a comma"');
    for (const line of linesOf(text)) expect(line).not.toMatch(/^[=+\-@]/);
  });
});

describe('the export for customers', () => {
  it('adds each profile’s markup, and has neither the plan nor what is unallocated', () => {
    const lines = linesOf(customersCsv(file));
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/,102\.3\d,12\.50,12\.79,115\.1\d,USD$/);
    expect(lines[2]).toMatch(/,3\.3\d,,5\.00,8\.3\d,USD$/);
    expect(lines[3]).toMatch(/^Profile …456789,.*,0\.00,,0\.00,0\.00,USD$/);
    const cents = lines.slice(1).map((line) => Math.round(Number(line.split(',').at(-2)) * 100));
    expect(cents.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(cents.at(-1));
  });
});

describe('the export of items without a published price', () => {
  const cost = costOf(
    {
      subscription: {
        plan: 'scale',
        services: { input: 300, analysis: 7777 },
        addons: { custom_dns: ['b'], mobile: ['a'] },
      },
      allocation: { a: { input: 100, analysis: 7000 }, b: { input: 100 } },
      prices,
    },
    ['a', 'b'],
  );
  const cellsOf = (line: string | undefined) => (line ?? '').replace(/"[^"]*"/, '').split(',');

  it('has an empty cell for it, never 0, and 0 where a profile has none of it', () => {
    const lines = linesOf(costCsv({ ...file, cost }));
    const head = cellsOf(lines[0]);
    const column = (name: string) => lines.slice(1).map((line) => cellsOf(line)[head.indexOf(name)]);
    // Profile a, profile b, unallocated, the plan, the total.
    expect(column(serviceLabel('analysis'))).toEqual(['', '0.00', '', '0.00', '']);
    expect(column(serviceLabel('input'))).toEqual(['3.34', '3.33', '3.33', '0.00', '10.00']);
    expect(head.slice(-5, -3)).toEqual(['Custom DNS', expect.any(String)]);
    expect(lines.slice(1).map((line) => cellsOf(line).at(-4))).toEqual(['', '0.00', '0.00', '0.00', '']);
  });

  it('notes which amounts exclude it', () => {
    const notes = linesOf(costCsv({ ...file, cost })).map((line) => line.split(',').at(-1));
    const note = 'excluding items without a published price';
    expect(notes).toEqual(['Note', note, '', note, '', note]);
    expect(linesOf(costCsv(file))[0]).toMatch(/,Currency$/);
  });

  it('notes in the customer export which amounts, and whether the total, exclude unpriced items', () => {
    const lines = linesOf(customersCsv({ ...file, cost }));
    const note = 'excluding items without a published price';
    expect(lines.map((line) => line.split(',').at(-1))).toEqual(['Note', note, '', note]);
    expect(linesOf(customersCsv(file))[0]).toMatch(/,Currency$/);
  });
});

describe('the export of a profile whose limits can’t be read', () => {
  const cost = costOf({ subscription, allocation: { a: { input: 100 }, b: null }, prices }, ['a', 'b']);
  const unread = { ...file, cost };

  it('doesn’t say that its services cost nothing', () => {
    const lines = linesOf(costCsv(unread));
    expect(lines[2]).toMatch(/,,0\.00,,USD,limits couldn’t be read$/);
    expect(lines[3]).toMatch(/^Not allocated,.*,,0\.00,,USD,limits couldn’t be read$/);
    expect(linesOf(customersCsv(unread))[2]).toMatch(/,,,,USD,/);
    const notes = linesOf(customersCsv(unread)).map((line) => line.split(',').at(-1));
    const note = 'limits couldn’t be read';
    expect(notes).toEqual(['Note', '', note, note]);
  });

  it('bills nothing for it, not even a fixed markup', () => {
    expect(linesOf(customersCsv(unread)).at(-1)).toContain(',102.33,,12.79,115.12,USD,');
  });
});
