import { useMemo, useState } from 'preact/hooks';
import type { AuditLogEvent, AuditLogResult } from '../../../lib/domain/audit-log.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { type MessageKey, plural, t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { exactTime } from '../shared/dates.ts';
import { personName } from '../shared/person-name.ts';
import { type AuditPeriod, isOneDay } from './audit-range.ts';
import { eventResourceText } from './audit-resource-label.ts';
import { EventDialog } from './event-dialog.tsx';

interface Found extends AuditLogResult {
  /** What was searched. */
  period: AuditPeriod;
}

/** How many events a query of the audit log found. */
export function FoundCount({ result: { status, events, matched } }: { result: AuditLogResult }) {
  if (events.length > 0) return <p class="soft audit-count">{plural('auditEvents', events.length)}</p>;
  if (status !== 'Complete' || matched !== null) return null;
  return (
    <div class="empty">
      <b>{t('auditNothing')}</b>
    </div>
  );
}

/** The events that a query of the audit log found, and whether the platform found all of them. */
export function FoundEvents({
  result,
  zone,
  canFilter,
}: {
  result: Found;
  zone: string;
  /** The account's plan has filters. */
  canFilter: boolean;
}) {
  const { status, events, matched } = result;
  const [opened, setOpened] = useState<AuditLogEvent | null>(null);
  const columns = useMemo(() => auditColumns(zone, setOpened), [zone]);
  const complete = status === 'Complete';
  return (
    <>
      {!complete && (
        <p class="note note--warning" role="alert">
          {t(status === 'Timeout' ? 'auditTimeout' : status === 'Failed' ? 'auditFailed' : 'auditUnknown')}
        </p>
      )}
      {complete && matched !== null && (
        <p class="note note--warning" role="alert">
          {t(truncatedText(result.period, canFilter), numberText(events.length), numberText(matched))}
        </p>
      )}
      {events.length > 0 && (
        <>
          <Table
            caption={t('auditTitle')}
            columns={columns}
            rows={events.map((event, index) => ({ event, id: `${index} ${event.at}` }))}
            rowKey={({ id }) => id}
            minWidth={860}
          />
          {opened && <EventDialog event={opened} zone={zone} onClose={() => setOpened(null)} />}
        </>
      )}
    </>
  );
}

/** Returns the text that says that there are more events, with only such advice as can be followed. */
export function truncatedText(period: AuditPeriod, canFilter: boolean): MessageKey {
  if (isOneDay(period)) return canFilter ? 'auditTruncatedFilter' : 'auditTruncatedOnly';
  return canFilter ? 'auditTruncated' : 'auditTruncatedPeriod';
}

function auditColumns(
  zone: string,
  onOpen: (event: AuditLogEvent) => void,
): Column<{ event: AuditLogEvent; id: string }>[] {
  return [
    {
      key: 'at',
      label: t('auditWhen'),
      width: '236px',
      cell: ({ event }) => exactTime(event.at, zone),
    },
    {
      key: 'who',
      label: t('auditWho'),
      width: '20%',
      cell: ({ event }) => (
        <span title={displayText(event.who)}>
          <ForeignText text={personName(event.who)} />
        </span>
      ),
    },
    {
      key: 'resource',
      label: t('auditWhat'),
      width: '22%',
      cell: ({ event }) => (
        <span title={displayText(event.resourceId)}>
          <ForeignText text={eventResourceText(event)} />{' '}
          <span class="soft">
            <ForeignText text={event.resourceId} />
          </span>
        </span>
      ),
    },
    {
      key: 'message',
      label: t('auditMessage'),
      cell: ({ event }) => (
        <span class="two-lines" title={displayText(event.message)}>
          <ForeignText text={event.message} />
        </span>
      ),
    },
    {
      key: 'details',
      label: t('popupDetails'),
      head: <span class="visually-hidden">{t('popupDetails')}</span>,
      width: '96px',
      align: 'end',
      cell: ({ event }) => (
        <button
          type="button"
          class="link"
          aria-label={t('auditDetailsOf', displayText(event.message), exactTime(event.at, zone))}
          onClick={() => onOpen(event)}
        >
          {t('popupDetails')}
        </button>
      ),
    },
  ];
}
