import { autoLockWithin, type Policy } from '../domain/policy/policy.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { CLOCK_TOLERANCE_MS, hasElapsed, MINUTE_MS } from '../domain/time.ts';
import type { StoreChange } from './changes.ts';
import { getVaultKey } from './credentials.ts';
import { VAULT_MARK } from './names.ts';
import { getPolicy } from './policy.ts';
import type { VaultKeyRow } from './schema.ts';
import { readSessionItem } from './session-area.ts';
import { getPreferences } from './settings.ts';

/** What {@link VAULT_MARK} holds while the vault is open. */
export interface VaultMark {
  /** Of the key that is open. */
  keyId: string;
  /** Epoch ms of the last use by a person. */
  usedAt: number;
}

export interface VaultStatus {
  /** A passphrase is set. Without one the vault is always open, unless the organization requires one. */
  passphrase: boolean;
  locked: boolean;
  /** The organization requires a passphrase, and none is set: the vault is locked until the person sets one. */
  lacksPassphrase: boolean;
}

/** Returns whether a passphrase is set and whether the vault is locked, in any context. */
export async function getVaultStatus(now: number = Date.now()): Promise<VaultStatus> {
  const [row, { policy }] = await Promise.all([getVaultKey(), getPolicy()]);
  if (row?.kind !== 'passphrase')
    return vaultStatus({ row, mark: undefined, autoLockMinutes: 0, policy, now });
  const [mark, { autoLockMinutes }] = await Promise.all([getVaultMark(), getPreferences()]);
  return vaultStatus({ row, mark, autoLockMinutes, policy, now });
}

/** Returns the vault's status from what was read already; `autoLockMinutes` is the person's setting. */
export function vaultStatus({
  row,
  mark,
  autoLockMinutes,
  policy,
  now,
}: {
  row: VaultKeyRow | undefined;
  mark: VaultMark | undefined;
  autoLockMinutes: number;
  policy: Policy;
  now: number;
}): VaultStatus {
  if (row?.kind !== 'passphrase') {
    const lacksPassphrase = policy.requirePassphrase;
    return { passphrase: false, locked: lacksPassphrase, lacksPassphrase };
  }
  const locked = mark?.keyId !== row.keyId || isOverdue(mark, autoLockWithin(policy, autoLockMinutes), now);
  return { passphrase: true, locked, lacksPassphrase: false };
}

/** Returns true while names and numbers are hidden: the person set that, and their passphrase shows them again. */
export function isHiddenWhileLocked(
  { locked, passphrase }: VaultStatus,
  { hideWhileLocked }: Pick<Preferences, 'hideWhileLocked'>,
): boolean {
  return locked && passphrase && hideWhileLocked;
}

/** Returns true for a change of what {@link getAutoLockMinutes} returns. */
export function changesAutoLock({ store, keys }: StoreChange): boolean {
  return store === 'settings' && (keys.includes('preferences') || keys.includes('policy'));
}

/** Returns after how many minutes without use the vault locks (0: never): the person's setting within the policy. */
export async function getAutoLockMinutes(): Promise<number> {
  const [{ autoLockMinutes }, { policy }] = await Promise.all([getPreferences(), getPolicy()]);
  return autoLockWithin(policy, autoLockMinutes);
}

export async function getVaultMark(): Promise<VaultMark | undefined> {
  return (await readSessionItem(VAULT_MARK)) as VaultMark | undefined;
}

/**
 * Returns true if the vault was unused for so long that it counts as locked, even if the alarm hasn't fired (0 minutes:
 * never), or when the clock was set back, which would keep it open for longer.
 */
export function isOverdue(mark: VaultMark, autoLockMinutes: number, now: number): boolean {
  if (autoLockMinutes === 0) return false;
  return hasElapsed(autoLockMinutes * MINUTE_MS, mark.usedAt, now) || now < mark.usedAt - CLOCK_TOLERANCE_MS;
}
