import { useState } from 'preact/hooks';
import type { AuditLogEvent } from '../../../lib/domain/audit-log.ts';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField, TextField } from '../../ui/field.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { exactTime } from '../shared/dates.ts';
import { personName } from '../shared/person-name.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveFile } from '../shared/save-file.ts';
import { dayOf, endOfDay } from '../shared/zoned-day.ts';
import { Section } from '../shell/page.tsx';
import { auditCsv } from './audit-csv.ts';
import './activity.css';

const MAX_DAYS = 7;
const PERIODS = ['1', '3', '7', 'days'] as const;
/** The names that the platform's log uses for resources. */
const RESOURCES = ['device', 'analysis', 'dashboard', 'action', 'access_management', 'profile', 'run_user'];

interface Draft extends Record<string, string> {
  period: string;
  from: string;
  to: string;
  resourceName: string;
  resourceId: string;
  find: string;
}

type AuditResult = { status: string; events: AuditLogEvent[] };

/** The platform's audit log of one profile: at most 7 days a query, polled until it is complete. */
export function AuditLog({ profileRow }: { profileRow: ProfileRow }) {
  const { profile, connection } = profileRow;
  const zone = connection?.timezone ?? 'UTC';
  const today = dayOf(now.value, zone);
  const [draft, change] = useDraft<Draft>(`audit ${refId(profile)}`, {
    period: '7',
    from: dayOf(now.value - 6 * DAY_MS, zone),
    to: today,
    resourceName: '',
    resourceId: '',
    find: '',
  });
  const [found, setFound] = useState<AuditResult | null>(null);
  const query = useSend('queryAuditLog');
  const obstacle = auditObstacle(profileRow);
  const plan = planOf(profileRow.profile, profileRow.connection);
  const canFilter = planLimits(plan)?.auditLogFilters ?? true;
  const range = rangeOf(draft, zone, now.value);
  const rangeError = range === null ? t('auditRangeError') : null;
  const run = async (event: Event) => {
    event.preventDefault();
    if (!range || obstacle) return;
    const filters = canFilter
      ? {
          resourceName: draft.resourceName || undefined,
          resourceId: draft.resourceId.trim() || undefined,
          find: draft.find.trim() || undefined,
        }
      : {};
    const result = await query.run({ ...refOf(profile), ...range, ...filters });
    if (result?.ok) setFound(result.value);
  };
  return (
    <Section
      title={t('auditTitle')}
      soft={t('auditSoft', zone)}
      actions={
        <Button
          disabled={!found || found.events.length === 0}
          onClick={() => found && saveFile(`audit-log-${profile.id}.csv`, auditCsv(found.events))}
        >
          {t('auditExport')}
        </Button>
      }
    >
      {obstacle && <p class="note">{obstacle}</p>}
      <form class="audit-form" noValidate onSubmit={run} aria-busy={query.busy}>
        <fieldset disabled={obstacle !== null}>
          <legend class="visually-hidden">{t('auditTitle')}</legend>
          <SelectField
            label={t('auditPeriod')}
            value={draft.period}
            choices={PERIODS.map((value) => ({
              value,
              label: value === 'days' ? t('auditPeriodDays') : plural('auditLastDays', Number(value)),
            }))}
            onChange={(period) => change({ period })}
          />
          {draft.period === 'days' && (
            <>
              <TextField
                label={t('auditFrom')}
                type="date"
                max={today}
                value={draft.from}
                onInput={(from) => change({ from })}
                error={rangeError}
              />
              <TextField
                label={t('auditTo')}
                type="date"
                max={today}
                value={draft.to}
                onInput={(to) => change({ to })}
              />
            </>
          )}
          <SelectField
            label={t('auditWhat')}
            value={draft.resourceName}
            disabled={!canFilter}
            choices={[
              { value: '', label: t('auditEverything') },
              ...RESOURCES.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
            ]}
            onChange={(resourceName) => change({ resourceName })}
          />
          <TextField
            label={t('auditResourceId')}
            value={draft.resourceId}
            onInput={(resourceId) => change({ resourceId })}
            disabled={!canFilter}
            autocomplete="off"
            spellcheck={false}
          />
          <TextField
            label={t('auditFind')}
            hint={canFilter ? undefined : t('auditFiltersPlan', planText(plan ?? ''))}
            value={draft.find}
            onInput={(find) => change({ find })}
            disabled={!canFilter}
            autocomplete="off"
          />
          <SubmitButton
            busy={query.busy}
            disabled={obstacle !== null}
            label={t('auditSearch')}
            busyLabel={t('auditSearching')}
          />
        </fieldset>
        <FieldError error={query.failure ? failureText(query.failure) : null} />
      </form>
      {query.busy && (
        <p class="soft" role="status">
          {t('auditWaiting')}
        </p>
      )}
      {found && !query.busy && <FoundEvents result={found} zone={zone} />}
    </Section>
  );
}

function auditObstacle({ profile }: ProfileRow): string | null {
  if (profile.shared) return t('auditOwnerOnly');
  return needsToken(profile) ? t('profileDenied') : null;
}

/** Returns the range to query, in epoch ms; null if the days are invalid or more than seven. Exported for its test. */
export function rangeOf(
  draft: Pick<Draft, 'period' | 'from' | 'to'>,
  zone: string,
  at: number,
): { from: number; to: number } | null {
  if (draft.period !== 'days') return { from: at - Number(draft.period) * DAY_MS, to: at };
  const first = endOfDay(draft.from, zone);
  const last = endOfDay(draft.to, zone);
  if (first === null || last === null) return null;
  const to = Math.min(last, at);
  // A calendar day of the zone begins where the day before ends, even if the clocks changed in between.
  const before = endOfDay(dayBefore(draft.from), zone);
  if (before === null || daysBetween(draft.from, draft.to) > MAX_DAYS) return null;
  // The week in which the clocks go back is an hour longer than the platform accepts.
  const from = Math.max(before + 1000, to - MAX_DAYS * DAY_MS);
  return from < to ? { from, to } : null;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

/** Returns the number of calendar days from one `yyyy-mm-dd` to another, including both. */
function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

function FoundEvents({ result: { status, events }, zone }: { result: AuditResult; zone: string }) {
  const complete = status === 'Complete';
  return (
    <>
      {!complete && (
        <p class="note note--warning" role="alert">
          {t(status === 'Timeout' ? 'auditTimeout' : status === 'Failed' ? 'auditFailed' : 'auditUnknown')}
        </p>
      )}
      {events.length === 0 ? (
        complete && (
          <div class="empty" role="status">
            <b>{t('auditNothing')}</b>
          </div>
        )
      ) : (
        <>
          <p class="soft audit-count" role="status">
            {plural('auditEvents', events.length)}
          </p>
          <Table
            caption={t('auditTitle')}
            columns={auditColumns(zone)}
            rows={events.map((event, index) => ({ event, id: `${index} ${event.at}` }))}
            rowKey={({ id }) => id}
            minWidth={780}
          />
        </>
      )}
    </>
  );
}

function auditColumns(zone: string): Column<{ event: AuditLogEvent; id: string }>[] {
  return [
    {
      key: 'at',
      label: t('auditWhen'),
      width: '216px',
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
        <span title={event.resourceId}>
          <ForeignText text={event.resourceName.replaceAll('_', ' ')} />{' '}
          <span class="soft">{event.resourceId}</span>
        </span>
      ),
    },
    {
      key: 'message',
      label: t('auditMessage'),
      cell: ({ event }) => (
        <span title={displayText(event.message)}>
          <ForeignText text={event.message} />
        </span>
      ),
    },
  ];
}
