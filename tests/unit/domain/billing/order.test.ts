import { describe, expect, it } from 'vitest';
import { ABSENCE_CONFIRMATION_MS, evidenceOf, type Order } from '../../../../lib/domain/billing/order.ts';
import type { SubscriptionQuote } from '../../../../lib/domain/billing/subscription-quote.ts';
import { makeSubscription } from '../make.ts';

const quote = {
  intent: { kind: 'limit', service: 'email', limit: 2000, receiverId: 'p' },
  isStepUp: true,
} as SubscriptionQuote;
const shown = (email: number, change: Partial<Order>, waited = ABSENCE_CONFIRMATION_MS) =>
  evidenceOf(
    { quote, sentAt: 0, paymentError: null, ...change },
    makeSubscription({ services: { email } }),
    waited,
  );

describe('what a higher limit than ordered shows about an order', () => {
  it('is that it was made and somebody raised the limit further', () => {
    expect(shown(5000, {})).toBe('in-force');
  });

  it.each<[string, Partial<Order>]>([
    ['its payment', { paymentError: 'Your card was declined.' }],
    ['the request', { requestFailure: { code: 'refused' } }],
    ['the request, as a repetition,', { repeated: true }],
  ])('is nothing once %s was refused: somebody bought the higher limit', (_, change) => {
    expect(shown(5000, change)).toBe('not-made');
    expect(shown(5000, change, 1)).toBe('unknown');
    expect(shown(2000, change)).toBe('in-force');
  });
});
