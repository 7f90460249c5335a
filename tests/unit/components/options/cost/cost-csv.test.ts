import { describe, expect, it } from 'vitest';
import { type CostFile, costCsv, customersCsv } from '../../../../../components/options/cost/cost-csv.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';

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

describe('the file of the cost', () => {
  it('has a row for everyone, for nobody and for the plan, and sums to the total', () => {
    const lines = linesOf(costCsv(file));
    const sums = lines.slice(1).map((profileRow) => profileRow.split(',').at(-2));
    expect(sums).toEqual(['102.34', '3.33', '0.00', '3.33', '199.00', '308.00']);
    expect(lines[0]).toContain('Data input,Custom DNS,Cost,Currency');
  });

  it('holds no formula, whoever named the profile or the account', () => {
    const text = costCsv(file) + customersCsv(file);
    expect(text).toContain("'=SUM(A1)");
    expect(text).toContain(",'@Acme,");
    expect(text).toContain('"Plain, with a comma"');
    for (const profileRow of linesOf(text)) expect(profileRow).not.toMatch(/^[=+\-@]/);
  });
});

describe('the file for the person’s customers', () => {
  it('adds each profile’s markup, and neither the plan nor what is nobody’s', () => {
    const lines = linesOf(customersCsv(file));
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/,102\.3\d,12\.50,12\.79,115\.1\d,USD$/);
    expect(lines[2]).toMatch(/,3\.3\d,,5\.00,8\.3\d,USD$/);
    expect(lines[3]).toMatch(/^Profile …456789,.*,0\.00,,0\.00,0\.00,USD$/);
    const cents = lines.slice(1).map((profileRow) => Math.round(Number(profileRow.split(',').at(-2)) * 100));
    expect(cents.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(cents.at(-1));
  });
});
