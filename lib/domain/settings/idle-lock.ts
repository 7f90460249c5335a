/** Idle time until a lock if the auto-lock is off. */
const DEFAULT_IDLE_MINUTES = 15;

/**
 * Returns for how many minutes nobody may use the computer before that locks the vault, where the person wants it: the
 * auto-lock's (0: off).
 */
export function idleLockMinutes(autoLockMinutes: number): number {
  return autoLockMinutes || DEFAULT_IDLE_MINUTES;
}
