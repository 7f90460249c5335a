/** The most days that the platform accepts in one query. */
export const AUDIT_LOG_DAYS = 7;

/** The kinds of resources that the platform accepts as `resourceName`; to others it has no documented response. */
export const AUDIT_RESOURCES = [
  'device',
  'analysis',
  'dashboard',
  'action',
  'dictionary',
  'connector',
  'network',
  'am',
  'run',
  'runuser',
  'profile',
] as const;
export type AuditResource = (typeof AUDIT_RESOURCES)[number];

export interface AuditLogQuery {
  resourceId?: string;
  resourceName?: AuditResource;
  find?: string;
  /** Epoch ms; at most {@link AUDIT_LOG_DAYS} days apart. */
  from: number;
  to: number;
  limit?: number;
}

/** What a query found. */
export interface AuditLogResult {
  /** The platform's; 'Timeout' also when it didn't end in time. */
  status: 'Complete' | 'Failed' | 'Timeout' | 'Unknown';
  events: AuditLogEvent[];
  /** How many events there are where these are only some of them; null: these are all, or that isn't known. */
  matched: number | null;
}

export interface AuditLogEvent {
  resourceName: string;
  resourceId: string;
  message: string;
  who: string;
  /** Epoch ms. */
  at: number;
}
