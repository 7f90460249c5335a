import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type Fingerprint, isTextOf } from '../domain/text/fingerprint.ts';
import { msSince, SECOND_MS } from '../domain/time.ts';
import { getPreferences } from '../store/settings.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';

/** Alarm that fires when the clipboard is due to be cleared. */
const CLEAR_ALARM = 'clear-clipboard';
const KEY = 'clipboardToClear';
/** Up to this delay a timer is set as well: browsers delay alarms by up to 30 seconds, and the worker lives that long. */
const MAX_TIMER_MS = 25_000;
/** Delay before another try after a failure, such as another program holding the clipboard, and the maximum number of tries. */
const RETRY_MS = 30 * SECOND_MS;
const MAX_TRIES = 5;

/** Kept in `storage.session`, which is never on disk. */
interface PendingClear {
  /** What may be on the clipboard: the last copy, after those before it whose outcome is unknown. */
  copies: Fingerprint[];
  /** When it was copied, or last tried to be cleared; epoch ms. */
  since: number;
  /** How long after that it is due, ms. */
  clearAfterMs: number;
  tries: number;
}

/** Changes of the mark, each of which reads it first. */
const serializeMarks = serializer();

/**
 * Schedules clearing the clipboard after the time that the person chose, if any, and if the extension may read the
 * clipboard. Only the text with this fingerprint is cleared: anything copied since is kept. `isUnknown`: it isn't known (yet)
 * whether the copy was made, so that what was on the clipboard before is cleared, too.
 */
export async function clearClipboardLater(
  { salt, digest }: Fingerprint,
  { isUnknown = false } = {},
): Promise<void> {
  const { clearClipboardAfter: seconds } = await getPreferences();
  if (seconds === 0 || !(await mayRead())) {
    await serializeMarks(() => mark(null));
    return;
  }
  const clearAfterMs = seconds * SECOND_MS;
  await serializeMarks(async () => {
    const before = isUnknown ? ((await readMark())?.copies ?? []) : [];
    await mark({ copies: [...before, { salt, digest }], since: Date.now(), clearAfterMs, tries: 0 });
  });
  if (clearAfterMs <= MAX_TIMER_MS)
    setTimeout(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')), clearAfterMs);
}

/**
 * Clears the clipboard if that is due and it still contains what the extension put there. If that fails, it is tried
 * again later; throws `clipboard` after the last time.
 */
export async function clearIfStillThere(): Promise<void> {
  const pending = await serializeMarks(nextTry);
  if (!pending) return;
  try {
    const text = await readClipboard();
    const areOurs = await Promise.all(pending.copies.map((copy) => isTextOf(copy, text)));
    if (areOurs.includes(true)) await writeClipboard('');
  } catch (error) {
    if (pending.tries < MAX_TRIES) return;
    await forget(pending);
    throw error;
  }
  await forget(pending);
}

/**
 * Returns the mark if it is due; null when there is nothing to do. The next try is set before this one, since this one
 * fails silently if the worker is stopped.
 */
async function nextTry(): Promise<PendingClear | null> {
  const pending = await readMark();
  // A later copy has a timer or an alarm of its own.
  if (!pending || msSince(pending.since, Date.now()) < pending.clearAfterMs) return null;
  const tries = pending.tries + 1;
  const over = tries > MAX_TRIES || !(await mayRead());
  const next = over ? null : { ...pending, since: Date.now(), clearAfterMs: RETRY_MS, tries };
  await mark(next);
  return next;
}

/** Registers the alarm's listener. Call it in the background's first turn. */
export function watchClearAlarm(): void {
  // Any alarm will do: after the clock was set back, the clearing alarm itself may fire much too late.
  browser.alarms.onAlarm.addListener(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')));
}

async function readMark(): Promise<PendingClear | undefined> {
  return (await browser.storage.session.get(KEY))[KEY] as PendingClear | undefined;
}

/** Removes the mark of a copy, unless there was another copy meanwhile: a salt is used once. */
async function forget(pending: PendingClear): Promise<void> {
  const saltOf = (one: PendingClear | undefined) => one?.copies.at(-1)?.salt.join();
  await serializeMarks(async () => {
    if (saltOf(await readMark()) === saltOf(pending)) await mark(null);
  });
}

async function mark(pending: PendingClear | null): Promise<void> {
  if (pending) {
    await browser.storage.session.set({ [KEY]: pending });
    browser.alarms.create(CLEAR_ALARM, { when: pending.since + pending.clearAfterMs });
  } else await Promise.all([browser.storage.session.remove(KEY), browser.alarms.clear(CLEAR_ALARM)]);
}

function mayRead(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}
