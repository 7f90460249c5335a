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
}

const LIMITS: Record<string, PlanLimits> = {
  free: { profiles: 1, teamMembers: 0, auditLogFilters: false },
  starter: { profiles: 2, teamMembers: 1, auditLogFilters: true },
  scale: { profiles: 5, teamMembers: 5, auditLogFilters: true },
};

/** The limits of a plan; null for one that we do not know, or while the plan is not known. */
export function planLimits(plan: string | null | undefined): PlanLimits | null {
  return LIMITS[plan?.toLowerCase() ?? ''] ?? null;
}
