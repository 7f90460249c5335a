import { browser } from '../browser.ts';
import { type Fingerprint, isTextOf } from '../domain/text/fingerprint.ts';
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
  dueAt: number;
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
  const dueAt = Date.now() + seconds * 1000;
  const pending: PendingClear = { salt, digest, dueAt };
  await browser.storage.session.set({ [KEY]: pending });
  browser.alarms.create(CLEAR_ALARM, { when: dueAt });
  if (seconds * 1000 <= MAX_TIMER_MS)
    setTimeout(() => void clearIfStillThere().catch(() => {}), seconds * 1000);
}

/** Clears the clipboard if its time has come and it still holds what the extension put there. */
export async function clearIfStillThere(): Promise<void> {
  const pending = (await browser.storage.session.get(KEY))[KEY] as PendingClear | undefined;
  // A later copy moved the time: its own timer or alarm will come.
  if (!pending || Date.now() < pending.dueAt) return;
  await forget();
  if (!(await mayRead())) return;
  if (await isTextOf(pending, await readClipboard())) await writeClipboard('');
}

/** Registers the alarm's listener; to be called in the background's first turn. */
export function watchClearAlarm(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === CLEAR_ALARM) void clearIfStillThere().catch(() => {});
  });
}

async function forget(): Promise<void> {
  await Promise.all([browser.storage.session.remove(KEY), browser.alarms.clear(CLEAR_ALARM)]);
}

function mayRead(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}
