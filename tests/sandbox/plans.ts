import type { Plan, PublishedPlan } from './state.ts';

interface Allowed {
  profiles: number;
  members: number;
  rpm: number;
  accountRpm: number;
  resources: Record<string, number>;
}

/** What a plan allows, as documented; `rpm` is requests a minute per profile and route. */
export const PLANS: Record<PublishedPlan, Allowed> = {
  free: {
    profiles: 1,
    members: 0,
    rpm: 60,
    accountRpm: 50,
    resources: {
      action: 5,
      analysis: 5,
      dashboard: 5,
      device: 5,
      connectors: 3,
      networks: 1,
      am: 5,
      dictionary: 2,
      tcore: 10,
      tcore_cluster: 3,
    },
  },
  starter: {
    profiles: 2,
    members: 1,
    rpm: 100,
    accountRpm: 100,
    resources: {
      action: 100,
      analysis: 100,
      dashboard: 100,
      device: 100,
      connectors: 20,
      networks: 5,
      am: 30,
      dictionary: 10,
      tcore: 10,
      tcore_cluster: 3,
    },
  },
  scale: {
    profiles: 5,
    members: 5,
    rpm: 200,
    accountRpm: 500,
    resources: {
      action: 200,
      analysis: 200,
      dashboard: 1000,
      device: 10000,
      connectors: 50,
      networks: 10,
      am: 100,
      dictionary: 50,
      tcore: 10,
      tcore_cluster: 3,
    },
  },
};

/** Returns what a plan allows; of one by a contract nothing is documented: as the highest. */
export const allowedBy = (plan: Plan): Allowed => PLANS[plan === 'enterprise' ? 'scale' : plan];

export const PLAN_ORDER: PublishedPlan[] = ['free', 'starter', 'scale'];
