import { expect, it } from 'vitest';
import { changeLines, orderText, quoteChanges } from '../../../../../components/options/cost/quote-text.ts';
import type { Order } from '../../../../../lib/domain/billing/order.ts';
import type { SubscriptionQuote } from '../../../../../lib/domain/billing/subscription-quote.ts';
import { makeConnection } from '../../../domain/make.ts';

it('an order whose share is still being allocated is said to be bought, not to be unconfirmed', () => {
  const order = {
    quote: {
      intent: { kind: 'limit', service: 'input', limit: 2000 },
      receiverUnits: { profileId: 'f'.repeat(24), service: 'input', amount: 1000 },
    },
    orderedAt: Date.UTC(2026, 10, 20),
    outcome: null,
    limitChange: null,
  } as unknown as Order;
  const text = (change: Partial<Order>) => orderText(makeConnection('a'), { ...order, ...change });
  expect(text({})).toContain('Not confirmed yet');
  expect(text({ limitChange: { from: 0, to: 1000 } })).toMatch(/^Bought\. .* yet\.$/);
  expect(text({ limitChange: { from: 0, to: 1000 }, outcome: 'not-allocated' })).toContain('Bought, but');
  expect(text({ limitChange: { from: 0, to: 1000 }, outcome: 'made' })).toMatch(/^Bought: .*2,000/);
});

it('the confirmation of a smaller limit says what may become of it, and where the profiles’ limits are lowered first', () => {
  const quote = {
    intent: { kind: 'limit', service: 'input', limit: 1000 },
    receiverUnits: null,
    fromLimit: 2000,
    scheduledLimit: null,
  } as unknown as SubscriptionQuote;
  const text = changeLines(makeConnection('a'), quote).join('. ');
  expect(text).toContain('may not make the change');
  expect(text).toContain('may cut every profile’s limit');
  expect(text).toContain('Allocate limits');
});

it('a new quote names the profiles of an add-on where others have it by now at the same price', () => {
  const [acme, demo, other] = ['aaaaaa', 'dddddd', 'eeeeee'];
  const quote = (ids: string[]) =>
    ({
      intent: { kind: 'addon', name: 'custom_dns', profileId: demo, action: 'add' },
      change: { addons: { custom_dns: ids } },
      receiverUnits: null,
      fromLimit: null,
      scheduledLimit: null,
      receiverLimit: null,
      nowCents: 0,
      monthlyCents: 0,
      differenceCents: 0,
    }) as unknown as SubscriptionQuote;
  const changes = (ids: string[]) =>
    quoteChanges(makeConnection('a'), quote([acme!, demo!]), quote(ids)).join('. ');
  expect(changes([other!, demo!])).toMatch(/^Custom DNS: .*aaaaaa, .*dddddd → .*dddddd, .*eeeeee$/);
  expect(changes([demo!])).toMatch(/^Custom DNS: .*aaaaaa, .*dddddd → [^,]*dddddd$/);
  expect(changes([demo!, acme!])).toBe('');
});
