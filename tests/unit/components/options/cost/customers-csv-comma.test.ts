import { expect, it, vi } from 'vitest';
import { customersCsv } from '../../../../../components/options/cost/customers-csv.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';

vi.mock('../../../../../lib/i18n/money-text.ts', async (original) => ({
  ...(await original<object>()),
  decimalSeparator: () => ',',
}));

it('amounts and percentages have a decimal comma where cells are split at semicolons', () => {
  const billing = {
    subscription: { plan: 'scale', services: { input: 300 }, addons: {} },
    allocation: { a: { input: 100 } },
    prices: { plans: { scale: 19900 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } },
  };
  const text = customersCsv({
    connection: { accountName: 'Acme', email: '' },
    subscription: { cycleStart: '2026-11-01T00:00:00.000Z', cycleEnd: '2026-12-01T00:00:00.000Z' },
    cost: costOf(billing, ['a']),
    rowOf: () => ({ profile: { name: 'Farm' }, preferences: { markUp: { percentHundredths: 1250 } } }),
  });
  const [, farm] = text.split('\r\n');
  expect(farm).toMatch(/;3,33;12,50;0,42;3,75;USD$/);
});
