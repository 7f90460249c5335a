import { browser } from '../browser.ts';
import { noted } from '../diagnostics/error-log.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { onStoreChange } from '../store/changes.ts';
import { getPreferences } from '../store/settings.ts';
import { lock } from './passphrase.ts';

/** How long nobody may touch the computer where the vault itself never locks, in minutes. */
const DEFAULT_IDLE_MINUTES = 15;
/** The browsers' shortest. */
const MIN_IDLE_SECONDS = 15;

/** The little of `idle` that is used; without its optional permission the API is not there. */
interface Idle {
  setDetectionInterval(seconds: number): void;
  onStateChanged: { addListener(listener: (state: 'active' | 'idle' | 'locked') => void): void };
}

let listening = false;

/**
 * Registers what locks the vault with the computer: in the background's first turn, and again once the permission
 * is granted. Firefox knows `idle` only; Chromium also says when the screen is locked.
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
    if (state !== 'active') void lockIfWanted().catch(noted('lockIfWanted'));
  });
  const follow = () => void followAutoLock(idle).catch(noted('followAutoLock'));
  onStoreChange(({ store, keys }) => {
    if (store === 'settings' && keys.includes('preferences')) follow();
  });
  follow();
}

/** The computer counts as left alone after as long as the vault does. */
async function followAutoLock(idle: Idle): Promise<void> {
  const { autoLockMinutes } = await getPreferences();
  const seconds = ((autoLockMinutes || DEFAULT_IDLE_MINUTES) * MINUTE_MS) / 1000;
  idle.setDetectionInterval(Math.max(MIN_IDLE_SECONDS, seconds));
}

async function lockIfWanted(): Promise<void> {
  if ((await getPreferences()).lockWithComputer) await lock();
}
