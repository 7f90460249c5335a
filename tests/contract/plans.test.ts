import { describe, expect, test } from 'vitest';
import { planLimits } from '../../lib/domain/usage/plan-limits.ts';
import { PLAN_ORDER, PLANS } from '../sandbox/plans.ts';

/**
 * The extension and the sandbox each have a list of plan limits: the sandbox stands for the platform, and a shared
 * list could not show a difference.
 */
describe('the extension’s plan limits equal the sandbox’s', () => {
  test.each(PLAN_ORDER)('%s', (plan) => {
    const { profiles, members, resources } = PLANS[plan];
    expect(planLimits(plan)).toMatchObject({ profiles, teamMembers: members, resources });
    expect(Object.keys(planLimits(plan)!.resources)).toEqual(Object.keys(resources));
  });

  test('and are unknown for a plan that is not documented', () => {
    expect([planLimits('enterprise'), planLimits(null), planLimits('')]).toEqual([null, null, null]);
  });
});
