import { browser } from '../browser.ts';
import { noted } from '../diagnostics/error-log.ts';
import { type Fingerprint, isTextOf } from '../domain/text/fingerprint.ts';
import { msSince } from '../domain/time.ts';
import { getPreferences } from '../store/settings.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';

/** Fires when the clipboard is to be cleared; wakes a sleeping worker. */
export const CLEAR_ALARM = 'clear-clipboard';
const KEY = 'clipboardToClear';
/** Browsers hold alarms back for half a minute; a worker that has just worked lives longer than this. */
const MAX_TIMER_MS = 25_000;

/** In memory only. */
interface PendingClear extends Fingerprint {
  /** Epoch ms. */
  copiedAt: number;
  /** How long it may stay, ms. */
  clearAfterMs: number;
}

/**
 * Has the clipboard cleared after the time the person chose, if they chose one and the browser lets the
 * extension look. Only what was just put there is ever cleared: anything copied since stays.
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
    setTimeout(() => void clearIfStillThere().catch(noted('clearIfStillThere')), clearAfterMs);
}

/** Clears the clipboard if its time has come and it still holds what the extension put there. */
export async function clearIfStillThere(): Promise<void> {
  const pending = (await browser.storage.session.get(KEY))[KEY] as PendingClear | undefined;
  // A later copy moved the time: its own timer or alarm will come.
  if (!pending || msSince(pending.copiedAt, Date.now()) < pending.clearAfterMs) return;
  await forget();
  if (!(await mayRead())) return;
  if (await isTextOf(pending, await readClipboard())) await writeClipboard('');
}

/** Registers the alarm's listener; to be called in the background's first turn. */
export function watchClearAlarm(): void {
  // Whatever wakes the worker: where the clock was set back, the alarm's own time is far off.
  browser.alarms.onAlarm.addListener(() => void clearIfStillThere().catch(noted('clearIfStillThere')));
}

async function forget(): Promise<void> {
  await Promise.all([browser.storage.session.remove(KEY), browser.alarms.clear(CLEAR_ALARM)]);
}

function mayRead(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}
