import type { AuditLogEvent } from '../../../lib/domain/audit-log.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { exactTime } from '../shared/dates.ts';
import { personName } from '../shared/person-name.ts';
import { eventResourceText } from './audit-resource-label.ts';

/** One event of the audit log in full: in the table, what is long is cut off. */
export function EventDialog({
  event,
  zone,
  onClose,
}: {
  event: AuditLogEvent;
  zone: string;
  onClose: () => void;
}) {
  const facts = [
    { label: t('auditWhen'), text: exactTime(event.at, zone) },
    { label: t('auditWho'), text: personName(event.who) },
    { label: t('auditWhat'), text: eventResourceText(event) },
    { label: t('auditResourceId'), text: event.resourceId },
    { label: t('auditMessage'), text: event.message },
  ];
  return (
    <Dialog title={t('auditDetails')} onClose={onClose}>
      <dl class="facts facts--card">
        {facts.map(
          ({ label, text }) =>
            text && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <ForeignText text={text} />
                </dd>
              </div>
            ),
        )}
      </dl>
      <Actions>
        <Button onClick={onClose}>{t('formClose')}</Button>
      </Actions>
    </Dialog>
  );
}
