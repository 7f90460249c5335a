import { idleLockMinutes } from '../domain/settings/idle-lock.ts';
import { plural, t } from './t.ts';

/**
 * Says when the vault locks with the computer, with this auto-lock (in minutes; 0: off). Firefox reports an idle
 * computer only, no locked screen.
 */
export function lockWithComputerHint(autoLockMinutes: number): string {
  const idle = plural('settingsMinutes', idleLockMinutes(autoLockMinutes));
  return t(import.meta.env.FIREFOX ? 'securityWithComputerHintIdle' : 'securityWithComputerHint', idle);
}
