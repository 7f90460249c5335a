import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { changesAutoLock, getAutoLockMinutes, getVaultMark, isOverdue } from '../store/vault-status.ts';
import { lock } from './passphrase.ts';
import { serialize } from './serialize.ts';
import { storeUse } from './session.ts';

const ALARM = 'vault-auto-lock';

/** Uses within this time count as one, so that the alarm isn't moved for each. */
const USE_COALESCE_MS = 5_000;

/** Registers what locks the vault after some time without use. Call it in the background's first turn. */
export function watchAutoLock(): void {
  const due = () =>
    void lockOrWait().catch((error: unknown) => {
      logError('auto-lock', error);
      // The alarm that fired is gone; without another one the vault would stay open.
      browser.alarms.create(ALARM, { delayInMinutes: 1 });
    });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) due();
  });
  onStoreChange((change) => {
    if (change.store === 'vault' || changesAutoLock(change)) due();
  });
}

/** Records that a person used the extension, which restarts the auto-lock's timer. */
export async function recordUse(now: number = Date.now()): Promise<void> {
  const mark = await getVaultMark();
  if (!mark || isWithin(USE_COALESCE_MS, mark.usedAt, now)) return;
  const autoLockMinutes = await getAutoLockMinutes();
  // Too late to count as use, e.g. after a laptop was closed for hours.
  if (isOverdue(mark, autoLockMinutes, now)) return lockOrWait(now);
  // The press of "Lock" is itself a use: serialized, so that it can't reopen a vault that is being locked.
  await serialize(() => storeUse(now));
  await lockOrWait(now);
}

/** Locks the vault if that is due, else sets the alarm for when it will be. */
export async function lockOrWait(now: number = Date.now()): Promise<void> {
  const [mark, autoLockMinutes] = await Promise.all([getVaultMark(), getAutoLockMinutes()]);
  if (mark && isOverdue(mark, autoLockMinutes, now)) return lock();
  if (!mark || autoLockMinutes === 0) {
    await browser.alarms.clear(ALARM);
    return;
  }
  await browser.alarms.create(ALARM, { when: mark.usedAt + autoLockMinutes * MINUTE_MS });
}
