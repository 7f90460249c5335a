import { own } from '../own.ts';

/**
 * Limits of the plans, as the platform documents them. An account may have other limits by contract, so these are shown
 * as explanations, and only features that a plan never has are disabled.
 */
interface PlanLimits {
  /** Profiles that an account may own. */
  profiles: number;
  /** Team members of one profile, invitations included. */
  teamMembers: number;
  /** The audit log may be filtered. */
  auditLogFilters: boolean;
  /** Monthly dashboard output of one profile, in registers (console: Hard Limits, Dashboard Output). */
  dashboardOutput: number;
  /** For one profile, by resource key as in its summary. */
  resources: Readonly<Record<string, number>>;
}

const FREE = {
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
};
const STARTER = {
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
};
const SCALE = {
  action: 200,
  analysis: 200,
  dashboard: 1000,
  device: 10_000,
  connectors: 50,
  networks: 10,
  am: 100,
  dictionary: 50,
  tcore: 10,
  tcore_cluster: 3,
};

const LIMITS: Record<string, PlanLimits> = {
  free: { profiles: 1, teamMembers: 0, auditLogFilters: false, dashboardOutput: 3_000_000, resources: FREE },
  starter: {
    profiles: 2,
    teamMembers: 1,
    auditLogFilters: true,
    dashboardOutput: 15_000_000,
    resources: STARTER,
  },
  scale: {
    profiles: 5,
    teamMembers: 5,
    auditLogFilters: true,
    dashboardOutput: 50_000_000,
    resources: SCALE,
  },
};

/** Returns the limits of a plan; null for one that we do not know, or while the plan is not known. */
export function planLimits(plan: string | null | undefined): PlanLimits | null {
  return own(LIMITS, plan?.toLowerCase() ?? '') ?? null;
}
