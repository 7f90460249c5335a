import type { AuditLogEvent } from '../../../lib/domain/audit-log.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { personName } from '../shared/person-name.ts';
import { eventResourceText } from './audit-resource-label.ts';

/** Returns events of the audit log as CSV; times are ISO 8601 in UTC. */
export function auditCsv(events: readonly AuditLogEvent[]): string {
  return csvText([
    [t('auditWhen'), t('auditWho'), t('auditWhat'), t('auditResourceId'), t('auditMessage')],
    ...events.map((event) => [
      new Date(event.at).toISOString(),
      personName(event.who),
      eventResourceText(event),
      event.resourceId,
      event.message,
    ]),
  ]);
}
