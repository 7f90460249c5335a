export interface AuditLogQuery {
  resourceId?: string;
  resourceName?: string;
  find?: string;
  /** Epoch ms; at most 7 days apart. */
  from: number;
  to: number;
  limit?: number;
}

export interface AuditLogEvent {
  resourceName: string;
  resourceId: string;
  message: string;
  who: string;
  /** Epoch ms. */
  at: number;
}
