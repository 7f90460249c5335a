import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type Fingerprint, isTextOf } from '../domain/text/fingerprint.ts';
import { msSince } from '../domain/time.ts';
import { getPreferences } from '../store/settings.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';

/** Alarm that fires when the clipboard is due to be cleared. */
const CLEAR_ALARM = 'clear-clipboard';
const KEY = 'clipboardToClear';
/** Up to this delay a timer is set as well: browsers delay alarms by up to 30 seconds, and the worker lives that long. */
const MAX_TIMER_MS = 25_000;

/** Kept in `storage.session`, which is never on disk. */
interface PendingClear extends Fingerprint {
  /** Epoch ms. */
  copiedAt: number;
  /** How long it may stay, ms. */
  clearAfterMs: number;
}

/**
 * Schedules clearing the clipboard after the time that the person chose, if any, and if the extension may read the
 * clipboard. Only the text with this fingerprint is cleared: anything copied since is kept.
 */
export async function clearClipboardLater({ salt, digest }: Fingerprint): Promise<void> {
  const { clearClipboardAfter: seconds } = await getPreferences();
  if (seconds === 0 || !(await mayRead())) {
    await forget();
    return;
  }
  const clearAfterMs = seconds * 1000;
  const pending: PendingClear = { salt, digest, copiedAt: Date.now(), clearAfterMs };
  await browser.storage.session.set({ [KEY]: pending });
  browser.alarms.create(CLEAR_ALARM, { when: pending.copiedAt + clearAfterMs });
  if (clearAfterMs <= MAX_TIMER_MS)
    setTimeout(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')), clearAfterMs);
}

/** Clears the clipboard if that is due and it still contains what the extension put there. */
export async function clearIfStillThere(): Promise<void> {
  const pending = (await browser.storage.session.get(KEY))[KEY] as PendingClear | undefined;
  // A later copy has a timer or an alarm of its own.
  if (!pending || msSince(pending.copiedAt, Date.now()) < pending.clearAfterMs) return;
  await forget();
  if (!(await mayRead())) return;
  if (await isTextOf(pending, await readClipboard())) await writeClipboard('');
}

/** Registers the alarm's listener. Call it in the background's first turn. */
export function watchClearAlarm(): void {
  // Any alarm will do: after the clock was set back, the clearing alarm itself may fire much too late.
  browser.alarms.onAlarm.addListener(() => void clearIfStillThere().catch(logErrorsOf('clearIfStillThere')));
}

async function forget(): Promise<void> {
  await Promise.all([browser.storage.session.remove(KEY), browser.alarms.clear(CLEAR_ALARM)]);
}

function mayRead(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}
