import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { type Fingerprint, isTextOf } from '../domain/text/fingerprint.ts';
import { msSince, SECOND_MS } from '../domain/time.ts';
import { readSessionItem, removeSessionItems, writeSessionItems } from '../store/session-area.ts';
import { getPreferences } from '../store/settings.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';

/** Alarm that fires when the clipboard is due to be cleared. */
const CLEAR_ALARM = 'clear-clipboard';
const KEY = 'clipboardToClear';
/**
 * Up to this delay a timer is set as well: browsers delay alarms by up to 30 seconds, and the worker lives that long.
 */
const MAX_TIMER_MS = 25_000;
/** Delay before another attempt, e.g. while another program holds the clipboard. */
const RETRY_MS = 30 * SECOND_MS;
/** Then it is given up. */
const MAX_ATTEMPTS = 5;

/** A token that may be on the clipboard, kept in `storage.session`, which is never on disk. */
interface PendingClear extends Fingerprint {
  /** When it was copied, or last tried to be cleared; epoch ms. */
  since: number;
  /** How long after that it is due, ms. */
  clearAfterMs: number;
  attempts: number;
}

/** Changes of what is stored, each of which reads it first. */
const serializeChanges = serializer();

/**
 * Schedules clearing the clipboard after the time that the person chose, if any, and if the extension may read the
 * clipboard. Only the text with this fingerprint is cleared: anything copied since is kept. `isUnknown`: it isn't known
 * (yet) whether the copy was made, so that what was on the clipboard before is still cleared in its own time. Throws
 * `clipboard` when a copy that was made won't be cleared, as that permission was withdrawn.
 */
export async function clearClipboardLater(
  { salt, digest }: Fingerprint,
  { isUnknown = false } = {},
): Promise<void> {
  const { clearClipboardAfter: seconds } = await getPreferences();
  if (seconds === 0 || !(await mayRead())) {
    if (isUnknown) return;
    await serializeChanges(() => store([]));
    if (seconds > 0) throw withdrawn();
    return;
  }
  const clearAfterMs = seconds * SECOND_MS;
  await serializeChanges(async () => {
    const before = isUnknown ? await readPending() : [];
    await store([...before, { salt, digest, since: Date.now(), clearAfterMs, attempts: 0 }]);
  });
  if (clearAfterMs <= MAX_TIMER_MS)
    setTimeout(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')), clearAfterMs);
}

/**
 * Clears the clipboard if that is due and it still contains what the extension put there. If that fails, it is tried
 * again later; throws `clipboard` after the last time, and where the permission was withdrawn.
 */
export async function clearIfStillThere(): Promise<void> {
  const due = await serializeChanges(takeDueAndReschedule);
  if (due.length === 0) return;
  try {
    const text = await readClipboard();
    const areOurs = await Promise.all(due.map((copy) => isTextOf(copy, text)));
    if (areOurs.includes(true)) await writeClipboard('');
  } catch (error) {
    const last = due.filter(({ attempts }) => attempts >= MAX_ATTEMPTS);
    await forget(last);
    if (last.length > 0) throw error;
    return;
  }
  await forget(due);
}

/**
 * Returns the copies that are due to be cleared. The next attempt is scheduled before this one, which fails silently if
 * the worker is stopped. Without permission to read the clipboard they are dropped, and that is thrown.
 */
async function takeDueAndReschedule(): Promise<PendingClear[]> {
  const now = Date.now();
  const isDue = ({ since, clearAfterMs }: PendingClear) => msSince(since, now) >= clearAfterMs;
  const pending = await readPending();
  const due = pending.filter(isDue);
  if (due.length === 0) return [];
  const isAllowed = await mayRead();
  const retried = isAllowed
    ? due
        .map((copy) => ({ ...copy, since: now, clearAfterMs: RETRY_MS, attempts: copy.attempts + 1 }))
        .filter(({ attempts }) => attempts <= MAX_ATTEMPTS)
    : [];
  await store([...pending.filter((copy) => !isDue(copy)), ...retried]);
  if (!isAllowed) throw withdrawn();
  return retried;
}

/** Registers the alarm's listener. Call it in the background's first turn. */
export function watchClearAlarm(): void {
  // Any alarm will do: after the clock was set back, the clearing alarm itself may fire much too late.
  browser.alarms.onAlarm.addListener(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')));
}

async function readPending(): Promise<PendingClear[]> {
  return ((await readSessionItem(KEY)) as PendingClear[] | undefined) ?? [];
}

/** Removes these copies; those made meanwhile, even of the same token, have another salt. */
async function forget(copies: PendingClear[]): Promise<void> {
  const salts = copies.map(({ salt }) => salt.join());
  await serializeChanges(async () =>
    store((await readPending()).filter(({ salt }) => !salts.includes(salt.join()))),
  );
}

async function store(pending: PendingClear[]): Promise<void> {
  if (pending.length > 0) {
    await writeSessionItems({ [KEY]: pending });
    const when = Math.min(...pending.map(({ since, clearAfterMs }) => since + clearAfterMs));
    browser.alarms.create(CLEAR_ALARM, { when });
  } else await Promise.all([removeSessionItems(KEY), browser.alarms.clear(CLEAR_ALARM)]);
}

/** The settings page says that the permission was withdrawn; the error log says that a token stayed because of it. */
function withdrawn(): FailureError {
  return new FailureError({ code: 'clipboard' });
}

function mayRead(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}
