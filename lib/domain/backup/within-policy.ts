import { originOf } from '../identity/keys.ts';
import { allowsApi, autoLockWithin, type Policy } from '../policy/policy.ts';
import type { Backup, BackupConnection } from './backup.ts';

/**
 * Returns a backup as an organization's policy allows it: with an auto-lock that is no later, and without the accounts
 * of other hosts, which are `forbidden`.
 */
export function withinPolicy(
  backup: Backup,
  policy: Policy,
): { allowed: Backup; forbidden: BackupConnection[] } {
  const isAllowed = ({ key }: BackupConnection) => allowsApi(policy, originOf(key));
  const { autoLockMinutes, ...preferences } = backup.preferences;
  return {
    allowed: {
      ...backup,
      preferences: {
        ...preferences,
        ...(autoLockMinutes !== undefined && { autoLockMinutes: autoLockWithin(policy, autoLockMinutes) }),
      },
      connections: backup.connections.filter(isAllowed),
    },
    forbidden: backup.connections.filter((connection) => !isAllowed(connection)),
  };
}
