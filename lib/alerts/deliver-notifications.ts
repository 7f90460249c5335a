import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { logError, logErrorsOf } from '../diagnostics/error-log.ts';
import { isWanted } from '../domain/alerts/alerts.ts';
import { planDelivery } from '../domain/alerts/notification-budget.ts';
import { isWithinQuietHours } from '../domain/alerts/quiet-hours.ts';
import { stillHolds } from '../domain/alerts/waiting-alerts.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import { optionsRoutes } from '../domain/settings/options-route.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { DAY_MS, hasElapsed, isWithin, MINUTE_MS } from '../domain/time.ts';
import { localDayText } from '../i18n/day-text.ts';
import { t } from '../i18n/t.ts';
import { getAlertState } from '../store/alerts.ts';
import { updateOutbox } from '../store/outbox.ts';
import { getProfilePreferences } from '../store/profile-preferences.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { getPreferences } from '../store/settings.ts';
import { isUnchecked, uncheckedId } from '../store/unchecked.ts';
import { getVaultStatus, isHiddenWhileLocked } from '../store/vault-status.ts';
import { summaryText } from './alert-text.ts';
import { ALERTS_ALARM } from './alerts-alarm.ts';
import { alertsAreOn } from './alerts-enabled.ts';
import { SUMMARY_ID, showNotification } from './notifications.ts';
import { listMarkedOutbox, markAsShown } from './shown-marks.ts';
import { isTokenAlertTrue } from './watched-tokens.ts';

/** How long shown notifications are kept, so that a click on an old one still opens its page. */
const RETENTION_MS = 7 * DAY_MS;
/** How long a notification that was in a summary is repeated in later ones. */
const SUMMARY_WINDOW_MS = DAY_MS;
/** Delay after a notification that the browser refused. */
const RETRY_MS = MINUTE_MS;

const serialize = serializer();

/**
 * Shows the notifications in the outbox, within the budget and outside the quiet hours, and then marks them as shown.
 * Notifications that are no longer true (the limit was raised, a new month began) are dropped, and those of profiles
 * that were muted meanwhile.
 */
export function deliverNotifications(): Promise<void> {
  return serialize(deliver);
}

async function deliver(): Promise<void> {
  if (!(await alertsAreOn())) return;
  const now = Date.now();
  const preferences = await getPreferences();
  const rows = await showableRows(preferences, now);
  if (rows.every(({ shownAt }) => shownAt !== null)) return;
  const { quiet } = preferences.alerts;
  const date = new Date(now);
  if (isWithinQuietHours(quiet, date.getHours() * 60 + date.getMinutes()))
    return wakeAt(endOfQuiet(quiet.to, date));

  const { single, summary, nextAt } = planDelivery(rows, now);
  const byId = new Map(rows.map((row) => [row.id, row]));
  let refused = false;
  for (const id of single) {
    const row = byId.get(id);
    if (!row) continue;
    if (await tryToShow(withDay(row, now))) await markAsShown([row], now);
    else refused = true;
  }
  if (summary) {
    const summarized = summary.flatMap((id) => byId.get(id) ?? []);
    if (await tryToShow({ ...summaryText(summarized), ...SUMMARY }))
      await markAsShown(summarized, now, { inSummary: true });
    else refused = true;
  }
  const wakes = [...(nextAt === null ? [] : [nextAt]), ...(refused ? [now + RETRY_MS] : [])];
  if (wakes.length > 0) wakeAt(Math.min(...wakes));
}

const SUMMARY = { id: SUMMARY_ID, action: null, profileKey: null, route: optionsRoutes.overview };

/** Adds the day to a notification about numbers that has waited since another one: they are of that day. */
function withDay(row: OutboxNotification, now: number): OutboxNotification {
  const day = localDayText(row.createdAt);
  if (!row.condition || day === localDayText(now)) return row;
  return { ...row, message: t('alertAsOf', row.message, day) };
}

/** Returns false when the browser refuses a notification, so that the others are still shown. */
async function tryToShow(row: Parameters<typeof showNotification>[0]): Promise<boolean> {
  try {
    await showNotification(row);
    return true;
  } catch (error) {
    logError('show a notification', error);
    return false;
  }
}

/**
 * Returns what may be shown now. While the vault is locked and hides names and numbers, that is only its own
 * notification; the others wait until it is unlocked.
 */
async function showableRows(preferences: Preferences, now: number): Promise<OutboxNotification[]> {
  const rows = await currentRows(preferences.alerts, now);
  if (!isHiddenWhileLocked(await getVaultStatus(), preferences)) return rows;
  return rows.filter(
    ({ about, shownAt, inSummary }) => about === uncheckedId('vault') || (shownAt !== null && !inSummary),
  );
}

/**
 * Returns the rows, most urgent first, and removes those that are too old or waited until they were no longer true.
 * Shown ones are kept for a click on them, but one that is settled counts as seen: no summary repeats it.
 */
async function currentRows(settings: Preferences['alerts'], now: number): Promise<OutboxNotification[]> {
  const current: OutboxNotification[] = [];
  const [outdated, settled]: [string[], string[]] = [[], []];
  for (const row of await listMarkedOutbox()) {
    const { id, about, shownAt, createdAt, inSummary, acknowledged } = row;
    const isRepeated = shownAt === null || (inSummary && !acknowledged);
    const isOver = isRepeated && !(await stillApplies(row, settings, now));
    // A token's reminder that a clock far ahead showed keeps the same one from being shown when it is due.
    const isTooEarly = about === id && (shownAt ?? 0) > now + RETENTION_MS;
    const isOld = hasElapsed(RETENTION_MS, shownAt ?? createdAt, now) || isTooEarly;
    if (isOld || (isOver && shownAt === null)) outdated.push(id);
    else current.push(isOver ? { ...row, acknowledged: true } : row);
    if (isOver && shownAt !== null) settled.push(id);
  }
  // On a full disk it is done later, and what waits is shown all the same.
  await updateOutbox(outdated, () => null).catch(logErrorsOf('remove outdated notifications'));
  await updateOutbox(settled, (row) => ({ ...row, acknowledged: true })).catch(
    logErrorsOf('acknowledge settled notifications'),
  );
  return current
    .filter(({ shownAt, inSummary }) => !inSummary || isWithin(SUMMARY_WINDOW_MS, shownAt, now))
    .sort((a, b) => b.urgency - a.urgency || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** Returns true while what a notification says is true, and the person wants to know it. */
async function stillApplies(
  row: OutboxNotification,
  settings: Preferences['alerts'],
  now: number,
): Promise<boolean> {
  const { id, about, condition, profileKey, validUntil, ofAccount } = row;
  if (validUntil && validUntil <= now) return false;
  if (!profileKey) return isUnchecked(row);
  const preferences = await getProfilePreferences(profileKey);
  if (!ofAccount && preferences.muted) return false;
  if (condition && !isWanted(condition, settings, { preferences })) return false;
  // An alert about a token is about nothing else.
  if (about === id) return isTokenAlertTrue(id, profileKey, settings, now);
  if (!condition) return isUnchecked(row);
  return stillHolds(condition, await getAlertState(profileKey as ProfileKey), now);
}

function wakeAt(when: number): void {
  browser.alarms.create(ALERTS_ALARM, { when });
}

/** Returns the next time (epoch ms) that is 5 seconds after this minute of the local day. */
function endOfQuiet(minuteOfDay: number, now: Date): number {
  const end = new Date(now);
  end.setHours(0, minuteOfDay, 5, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}
