import type { AuditLogEvent, AuditResource } from '../../../lib/domain/audit-log.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';

const LABELS: Record<AuditResource, MessageKey> = {
  device: 'resource_device',
  analysis: 'resource_analysis',
  dashboard: 'resource_dashboard',
  action: 'resource_action',
  dictionary: 'resource_dictionary',
  connector: 'resource_connectors',
  network: 'resource_networks',
  am: 'resource_am',
  run: 'auditTagoRun',
  runuser: 'resource_run_users',
  profile: 'profilesColumnProfile',
};

/** Returns the name of a kind of resource that the audit log can be searched for. */
export function auditResourceLabel(kind: AuditResource): string {
  return t(LABELS[kind]);
}

/** Returns the kind of an event's resource as the platform names it, without underscores. */
export function eventResourceText({ resourceName }: AuditLogEvent): string {
  return resourceName.replaceAll('_', ' ');
}
