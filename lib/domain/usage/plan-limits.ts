/**
 * What the plans come with, as the platform documents them. An account may carry other numbers of its own: these
 * explain, and where they would forbid something, only what the plan never has is disabled.
 */
export interface PlanLimits {
  /** Profiles of its own that an account comes with. */
  profiles: number;
  /** Team members of one profile, invitations included. */
  teamMembers: number;
  /** The audit log may be filtered. */
  auditLogFilters: boolean;
  /** What one profile's dashboards may read a month, in registers (console: Hard Limits, Dashboard Output). */
  dashboardOutput: number;
  /** Of one profile, by resource key as a summary counts them. */
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
  return LIMITS[plan?.toLowerCase() ?? ''] ?? null;
}
