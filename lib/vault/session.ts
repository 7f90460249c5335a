import { publishChange } from '../store/changes.ts';
import { denyContentScripts } from '../store/deny-content-scripts.ts';
import { VAULT_MARK } from '../store/names.ts';
import { readSessionItem, removeSessionItems, writeSessionItems } from '../store/session-area.ts';
import { getVaultMark, type VaultMark } from '../store/vault-status.ts';

/**
 * Key in `storage.session` of the open vault's key, which outlives the worker. Session storage is in memory, isn't
 * accessible to content scripts and ends with the browser. Raw bytes, since it can't store a CryptoKey.
 */
const VAULT_KEY = 'vaultKey';

interface SessionKey {
  keyId: string;
  /** Base64 of 32 bytes. */
  key: string;
}

/** Opens the vault: keeps its key until {@link eraseSession} or the end of the browser session. Erases `raw`. */
export async function openSession(keyId: string, raw: Uint8Array<ArrayBuffer>): Promise<void> {
  await denyContentScripts('session');
  const key: SessionKey = { keyId, key: btoa(String.fromCharCode(...raw)) };
  raw.fill(0);
  const mark: VaultMark = { keyId, usedAt: Date.now() };
  await writeSessionItems({ [VAULT_KEY]: key, [VAULT_MARK]: mark });
  publishChange('vault', ['key']);
}

export async function eraseSession(): Promise<void> {
  await removeSessionItems([VAULT_KEY, VAULT_MARK]);
}

/** Returns the raw key of `keyId`; null when the vault is locked. The caller erases it after use. */
export async function sessionKey(keyId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const stored = (await readSessionItem(VAULT_KEY)) as SessionKey | undefined;
  if (stored?.keyId !== keyId) return null;
  return Uint8Array.from(atob(stored.key), (character) => character.charCodeAt(0));
}

/** Stores when a person last used the extension, for the auto-lock. Does nothing when the vault isn't open. */
export async function storeUse(at: number): Promise<void> {
  const mark = await getVaultMark();
  if (mark) await writeSessionItems({ [VAULT_MARK]: { ...mark, usedAt: at } });
}
