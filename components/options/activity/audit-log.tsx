import { useEffect, useRef, useState } from 'preact/hooks';
import {
  AUDIT_LOG_DAYS,
  AUDIT_RESOURCES,
  type AuditLogResult,
  type AuditResource,
} from '../../../lib/domain/audit-log.ts';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import type { MessageData } from '../../../lib/messages/protocol.ts';
import { now } from '../../../lib/state/app-state.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField, TextField } from '../../ui/field.tsx';
import { latestResponse } from '../../ui/latest-response.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSubmit } from '../../ui/use-submit.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveFile } from '../shared/save-file.ts';
import { dayOf, zoneText } from '../shared/zoned-day.ts';
import { Section } from '../shell/page.tsx';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { auditCsv } from './audit-csv.ts';
import { AUDIT_PERIODS, type AuditPeriod, auditRange, isSamePeriod } from './audit-range.ts';
import { auditResourceLabel } from './audit-resource-label.ts';
import { FoundCount, FoundEvents } from './found-events.tsx';
import './activity.css';

interface Draft extends AuditPeriod {
  resourceName: AuditResource | '';
  resourceId: string;
  find: string;
}

/** What is searched for. {@link latestResponse} compares by identity, so each search gets a new object. */
interface Search {
  period: AuditPeriod;
  query: MessageData<'queryAuditLog'>;
}

/** Returns what a search found, with the period that it is of. */
async function resultsOf({ period, query }: Search) {
  const result = await resultOf(() => send('queryAuditLog', query));
  return result.ok ? { ok: true as const, value: { ...result.value, period } } : result;
}

/**
 * The platform's audit log of one profile: at most 7 days a query, polled until it is complete. The most recent events
 * are there when the page opens, or when another period is chosen, also while the last search runs; filters wait for
 * the button. Only results of the chosen period are shown and exported.
 */
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
  const [lastResult, setLastResult] = useState<(AuditLogResult & { period: AuditPeriod }) | null>(null);
  const found = lastResult && isSamePeriod(lastResult.period, draft) ? lastResult : null;
  const wanted = useRef<Search | null>(null);
  const query = useSubmit((first: Search) => latestResponse(() => wanted.current ?? first, resultsOf), {
    announces: false,
  });
  const obstacle = auditObstacle(profileRow);
  const requestObstacle = obstacleToProfile(profile);
  const ready = obstacle === null && requestObstacle === null;
  const plan = planOf(profileRow.profile, profileRow.connection);
  const canFilter = planLimits(plan)?.auditLogFilters ?? true;
  const rangeError =
    auditRange(draft, zone, now.value) === null ? t('auditRangeError', AUDIT_LOG_DAYS) : null;
  const search = async (period: AuditPeriod = draft) => {
    const range = auditRange(period, zone, now.value);
    if (!range || !ready) return;
    const filters = canFilter
      ? {
          resourceName: draft.resourceName || undefined,
          resourceId: draft.resourceId.trim() || undefined,
          find: draft.find.trim() || undefined,
        }
      : {};
    // Results of another search aren't left standing below one that fails.
    setLastResult(null);
    wanted.current = { period, query: { ...refOf(profile), ...range, ...filters } };
    const result = await query.run(wanted.current);
    if (result?.ok) setLastResult(result.value);
  };
  // One query of this profile alone, as soon as it can be sent. Coming online again changes nothing that was found; a
  // period that was chosen meanwhile is searched, while days wait for the button.
  useEffect(() => {
    if (ready && (!lastResult || (!found && draft.period !== 'days'))) void search();
  }, [ready]);
  return (
    <Section
      title={t('auditTitle')}
      soft={t('auditSoft', zoneText(zone))}
      actions={
        <Button
          aria-label={`${t('usageExportCsv')}: ${t('auditTitle')}`}
          disabled={query.busy || !found || found.events.length === 0}
          onClick={() => found && saveFile(`audit-log-${profile.id}.csv`, auditCsv(found.events))}
        >
          {t('usageExportCsv')}
        </Button>
      }
    >
      {obstacle && <p class="note">{obstacle}</p>}
      <form
        class="audit-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
        aria-busy={query.busy}
      >
        <fieldset disabled={obstacle !== null}>
          <legend class="visually-hidden">{t('auditTitle')}</legend>
          <SelectField
            label={t('auditPeriod')}
            value={draft.period}
            choices={AUDIT_PERIODS.map((value) => ({
              value,
              label: value === 'days' ? t('auditPeriodDays') : plural('auditLastDays', Number(value)),
            }))}
            onChange={(period) => {
              change({ period });
              if (period !== 'days') void search({ ...draft, period });
            }}
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
              ...AUDIT_RESOURCES.map((value) => ({ value, label: auditResourceLabel(value) })),
            ]}
            onChange={(value) => change({ resourceName: value as AuditResource | '' })}
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
            obstacle={requestObstacle}
            label={t('auditSearch')}
            busyLabel={t('auditSearching')}
          />
        </fieldset>
        <FieldError error={query.failure ? failureText(query.failure) : null} />
      </form>
      <div role="status">
        {query.busy ? <p class="soft">{t('auditWaiting')}</p> : found && <FoundCount result={found} />}
      </div>
      {query.busy && <TableSkeleton rows={4} />}
      {found && !query.busy && <FoundEvents result={found} zone={zone} canFilter={canFilter} />}
    </Section>
  );
}

function auditObstacle({ profile }: ProfileRow): string | null {
  if (profile.shared) return t('auditOwnerOnly');
  return needsToken(profile) ? t('profileDenied') : null;
}
