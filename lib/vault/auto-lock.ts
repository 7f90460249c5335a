import { browser } from '../browser.ts';
import { isWithin, MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { getPreferences } from '../store/settings.ts';
import { isOverdue, readVaultMark } from '../store/vault-state.ts';
import { lock } from './passphrase.ts';
import { noteUse } from './session.ts';

const ALARM = 'vault-auto-lock';

/** Uses closer together than this are one: the alarm need not move for each of them. */
const USE_COALESCE_MS = 5_000;

/** Registers what locks the vault after a while without use. In the background's first turn. */
export function watchAutoLock(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void lockOrWait();
  });
  onStoreChange(({ store, keys }) => {
    if (store === 'vault' || (store === 'settings' && keys.includes('preferences'))) void lockOrWait();
  });
}

/** A person used the extension: the time until the auto-lock starts over. */
export async function touchVault(now: number = Date.now()): Promise<void> {
  const mark = await readVaultMark();
  if (!mark || isWithin(USE_COALESCE_MS, mark.usedAt, now)) return;
  const { autoLockMinutes } = await getPreferences();
  // Too late to count as use: a lid that was closed for hours must not find an open vault.
  if (isOverdue(mark, autoLockMinutes, now)) return lockOrWait(now);
  await noteUse(now);
  await lockOrWait(now);
}

/** Locks the vault when its time is over, else sets the alarm for when it will be. */
export async function lockOrWait(now: number = Date.now()): Promise<void> {
  const [mark, { autoLockMinutes }] = await Promise.all([readVaultMark(), getPreferences()]);
  if (mark && isOverdue(mark, autoLockMinutes, now)) return lock();
  if (!mark || autoLockMinutes === 0) {
    await browser.alarms.clear(ALARM);
    return;
  }
  await browser.alarms.create(ALARM, { when: mark.usedAt + autoLockMinutes * MINUTE_MS });
}
