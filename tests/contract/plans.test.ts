import { describe, expect, test } from 'vitest';
import { planLimits } from '../../lib/domain/usage/plan-limits.ts';
import { PLAN_ORDER, PLANS } from '../sandbox/plans.ts';

/**
 * The extension's list of plan limits and the sandbox's are two on purpose: the sandbox stands for the platform, and
 * a list that both shared would agree with itself. This holds them to the same documentation.
 */
describe('what the plans come with', () => {
  test.each(PLAN_ORDER)('%s', (plan) => {
    const { profiles, members, resources } = PLANS[plan];
    expect(planLimits(plan)).toMatchObject({ profiles, teamMembers: members, resources });
    expect(Object.keys(planLimits(plan)!.resources)).toEqual(Object.keys(resources));
  });

  test('are of no plan that is not documented', () => {
    expect([planLimits('enterprise'), planLimits(null), planLimits('')]).toEqual([null, null, null]);
  });
});
