import { expect, it } from 'vitest';
import { scheduleLines, scheduleQuestion } from '../../../../../components/options/cost/payment-questions.ts';
import type { ScheduledChange } from '../../../../../lib/domain/billing/billing.ts';
import { makeConnection, makeSubscription } from '../../../domain/make.ts';

const prices = {
  plans: { free: 0, starter: 4900 },
  addons: { mobile: 9900 },
  tiers: {
    input: [
      { amount: 1_000_000, price: 0 },
      { amount: 3_000_000, price: 2000 },
    ],
    email: [{ amount: 100, price: 0 }],
  },
};
const scheduled = (schedule: Partial<ScheduledChange>) =>
  makeSubscription({
    plan: 'starter',
    services: { input: 3_000_000, email: 100 },
    addons: { mobile: ['f'.repeat(24)] },
    schedule: { releaseAt: null, plan: null, services: {}, addons: {}, ...schedule },
  });
const linesOf = (schedule: Partial<ScheduledChange>) =>
  scheduleLines(makeConnection('a'), scheduled(schedule), prices).map((line) => line.replace(/\u00a0/g, ' '));

it('a scheduled change to the free plan names what was bought and ends with it', () => {
  expect(linesOf({ plan: 'free' })).toEqual([
    'Plan: Starter → Free',
    'Data input: no longer 3,000,000 variables',
    expect.stringMatching(/^Mobile.*: removed from /),
  ]);
});

it('another scheduled change names what changes', () => {
  expect(linesOf({ services: { input: 1_000_000 } })).toEqual([
    'Data input: 3,000,000 variables → 1,000,000 variables',
  ]);
  expect(linesOf({ addons: { mobile: [] } })).toEqual([expect.stringMatching(/: removed from /)]);
});

it('the question to cancel a scheduled change names both monthly amounts, which are what is confirmed', () => {
  const subscription = scheduled({ services: { input: 1_000_000 } });
  expect(scheduleQuestion(makeConnection('a'), subscription, prices)).toMatchObject({
    confirmed: { schedule: subscription.schedule, keptCents: 16_800, scheduledCents: 14_800 },
    label: 'Keep for $168.00 a month',
    summary: expect.stringMatching(/variables; Monthly: \$168\.00 → \$148\.00$/),
  });
  const unpriced = { ...subscription, plan: 'contract' };
  expect(scheduleQuestion(makeConnection('a'), unpriced, prices)).toMatchObject({
    confirmed: { keptCents: null, scheduledCents: null },
    summary: expect.not.stringContaining('Monthly'),
  });
});
