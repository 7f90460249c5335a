import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { idleLockMinutes } from '../domain/settings/idle-lock.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { getPreferences } from '../store/settings.ts';
import { changesAutoLock, getAutoLockMinutes } from '../store/vault-status.ts';
import { lock } from './passphrase.ts';

/** The browsers' minimum. */
const MIN_IDLE_SECONDS = 15;

/** The part of `idle` that is used; without its optional permission the API doesn't exist. */
interface Idle {
  setDetectionInterval(seconds: number): void;
  onStateChanged: { addListener(listener: (state: 'active' | 'idle' | 'locked') => void): void };
}

let listening = false;

/**
 * Registers what locks the vault with the computer. Call it in the background's first turn; listeners are added once
 * the permission is granted. Firefox only reports `idle`; Chromium also reports a locked screen.
 */
export function watchComputerLock(): void {
  listen();
  browser.permissions.onAdded.addListener(listen);
}

function listen(): void {
  const { idle } = browser as unknown as { idle?: Idle };
  if (listening || !idle) return;
  listening = true;
  idle.onStateChanged.addListener((state) => {
    if (state !== 'active') void lockIfWanted().catch(logErrorsOf('lockIfWanted'));
  });
  const follow = () => void followAutoLock(idle).catch(logErrorsOf('followAutoLock'));
  onStoreChange((change) => {
    if (changesAutoLock(change)) follow();
  });
  follow();
}

/** Sets the idle time of the computer to that of the auto-lock. */
async function followAutoLock(idle: Idle): Promise<void> {
  const seconds = (idleLockMinutes(await getAutoLockMinutes()) * MINUTE_MS) / 1000;
  idle.setDetectionInterval(Math.max(MIN_IDLE_SECONDS, seconds));
}

async function lockIfWanted(): Promise<void> {
  // Locks where that can't be read: the permission was given for this setting, and the browser reports it only once.
  const isWanted = await getPreferences().then(
    ({ lockWithComputer }) => lockWithComputer,
    () => true,
  );
  if (isWanted) await lock();
}
