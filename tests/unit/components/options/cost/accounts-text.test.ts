import { describe, expect, it } from 'vitest';
import { allAccountsText } from '../../../../../components/options/cost/accounts-text.ts';
import { costCardText } from '../../../../../components/options/overview/cost-card-text.ts';

const NOW = Date.UTC(2026, 10, 20);

type Costs = Parameters<typeof costCardText>[0];
/** The cost of an account, as far as the texts need it. */
const account = (cents: number, invoice: number | null, complete = true) =>
  ({
    cost: { totalCents: cents, complete },
    subscription: { upcomingInvoiceCents: invoice, cycleEnd: '2026-12-01T00:00:00Z' },
    fetchedAt: NOW,
  }) as Costs[number];
/** A text without the characters that isolate what is filled in. */
const plain = (text: string | null) => text?.replace(/[\u2066-\u2069]/g, '');

describe('the card of what accounts cost', () => {
  it('names the only account’s parts, and its next invoice', () => {
    expect(plain(costCardText([account(1000, 900)], 1, NOW))).toBe(
      'a month: plan, services and add-ons\u00a0· next invoice $9.00',
    );
  });

  it('says of how many of the accounts the sum is, and the invoices', () => {
    const [one, two] = [account(1000, 900), account(500, null)];
    expect(plain(costCardText([one], 2, NOW))).toBe(
      'a month, for 1 of 2 accounts\u00a0· next invoice $9.00 for 1 of 2 accounts',
    );
    expect(plain(costCardText([one, two], 2, NOW))).toBe(
      'a month, 2 accounts together\u00a0· next invoice $9.00 for 1 of 2 accounts',
    );
    expect(plain(costCardText([one, one], 2, NOW))).toBe(
      'a month, 2 accounts together\u00a0· next invoice $18.00',
    );
  });

  it('says how old what it shows is, and leaves out an invoice that is past', () => {
    const later = NOW + 45 * 86_400_000;
    expect(plain(costCardText([account(1000, 900)], 1, later))).toBe(
      'a month: plan, services and add-ons\u00a0· Updated 45 days ago',
    );
    expect(
      plain(allAccountsText([account(1000, 900), { ...account(500, 0), fetchedAt: later }], 2, later)),
    ).toBe('All 2 connected accounts together: $15.00 a month. Updated 45 days ago.');
  });

  it('says that items without a published price are left out', () => {
    expect(plain(costCardText([account(1000, null, false)], 1, NOW))).toMatch(
      /\u00a0· excluding items without a published price$/,
    );
  });
});

describe('the sentence about all accounts on the cost page', () => {
  it('is there for several accounts, and names what the sum lacks', () => {
    const [one, contract] = [account(1000, null), account(500, null, false)];
    expect(allAccountsText([one], 1, NOW)).toBeNull();
    expect(plain(allAccountsText([one, one], 2, NOW))).toBe(
      'All 2 connected accounts together: $20.00 a month.',
    );
    expect(plain(allAccountsText([one, contract], 2, NOW))).toBe(
      'All 2 connected accounts together: $15.00 + ? a month. Items without a published price aren’t included.',
    );
    expect(plain(allAccountsText([contract], 2, NOW))).toMatch(
      /^1 of 2 .* Items without a published price aren’t included\.$/,
    );
  });
});
