import { recordErasedTokens } from './erased-tokens.ts';
import type { SealedRecord, VaultKeyRow } from './schema.ts';
import { type RecordChange, read, type TransactionWith, write } from './transaction.ts';

/* Only lib/vault uses this file: nothing else can open a sealed record. */

export async function getCredential(id: string): Promise<SealedRecord | undefined> {
  return read(['credentials'], (transaction) => transaction.objectStore('credentials').get(id));
}

export async function listCredentials(): Promise<SealedRecord[]> {
  return read(['credentials'], (transaction) => transaction.objectStore('credentials').getAll());
}

/**
 * Changes the row that says what a credential is, in the transaction that stores or deletes the credential: the one is
 * never changed without the other. If it throws, neither is.
 */
export type RowChange = (
  transaction: TransactionWith<'connections' | 'profiles'>,
  recordChange: RecordChange,
) => Promise<unknown>;

const WITH_ROWS = ['credentials', 'vault', 'connections', 'profiles'] as const;

/**
 * Stores a record that was sealed under `keyId`. Returns false, and stores nothing, when that isn't the current key.
 */
export async function putCredential(
  record: SealedRecord,
  keyId: string,
  changeRow?: RowChange,
): Promise<boolean> {
  return write([...WITH_ROWS], async (transaction, recordChange) => {
    if ((await transaction.objectStore('vault').get('key'))?.keyId !== keyId) return false;
    await transaction.objectStore('credentials').put(record);
    recordChange('credentials', record.id);
    await changeRow?.(transaction, recordChange);
    return true;
  });
}

/** Deletes a record. Returns false, and deletes nothing, when the stored one is no longer `only`; undefined: any. */
export async function deleteCredential(
  id: string,
  changeRow?: RowChange,
  only?: SealedRecord,
): Promise<boolean> {
  return write([...WITH_ROWS], async (transaction, recordChange) => {
    const credentials = transaction.objectStore('credentials');
    if (only && (await credentials.get(id))?.nonce.join() !== only.nonce.join()) return false;
    await credentials.delete(id);
    recordChange('credentials', id);
    await changeRow?.(transaction, recordChange);
    return true;
  });
}

export async function getVaultKey(): Promise<VaultKeyRow | undefined> {
  return read(['vault'], (transaction) => transaction.objectStore('vault').get('key'));
}

/** Stores the vault's first key. Returns the current key, which is another context's if that was faster. */
export async function claimVaultKey(row: VaultKeyRow): Promise<VaultKeyRow> {
  return write(['vault'], async (transaction, recordChange) => {
    const store = transaction.objectStore('vault');
    const before = await store.get('key');
    if (before) return before;
    await store.put(row, 'key');
    recordChange('vault', 'key');
    return row;
  });
}

/**
 * The old key's salt is deleted next. If a power loss undid the transaction after that, no key would open the records.
 */
const BEFORE_SALT_IS_DELETED = { durability: 'strict' } as const;

/**
 * Replaces the key together with all records, sealed under the new key, in one transaction. Returns false, and writes
 * nothing, when the records or the key are no longer the ones in `before`; the caller then reads and seals again.
 * Whoever opens the vault with the new key publishes the change: until then it would be taken for locked.
 */
export async function replaceVaultKey(
  before: { keyId: string | null; records: SealedRecord[] },
  after: { key: VaultKeyRow; records: SealedRecord[] },
): Promise<boolean> {
  return write(
    ['credentials', 'vault'],
    async (transaction, recordChange) => {
      const credentials = transaction.objectStore('credentials');
      const vault = transaction.objectStore('vault');
      if (((await vault.get('key'))?.keyId ?? null) !== before.keyId) return false;
      const stored = await credentials.getAll();
      if (stored.length !== before.records.length) return false;
      const nonces = new Map(before.records.map((record) => [record.id, record.nonce.join()]));
      if (stored.some((record) => nonces.get(record.id) !== record.nonce.join())) return false;
      await vault.put(after.key, 'key');
      await credentials.clear();
      for (const record of after.records) {
        await credentials.put(record);
        recordChange('credentials', record.id);
      }
      return true;
    },
    BEFORE_SALT_IS_DELETED,
  );
}

/**
 * Empties the vault, after a forgotten passphrase, and stores what follows for connections and profiles. Returns the
 * revocations' ids.
 */
export async function clearVault(): Promise<string[]> {
  return write(
    ['credentials', 'vault', 'connections', 'profiles', 'settings'],
    async (transaction, recordChange) => {
      for (const id of await transaction.objectStore('credentials').getAllKeys())
        recordChange('credentials', id);
      await transaction.objectStore('credentials').clear();
      await transaction.objectStore('vault').clear();
      recordChange('vault', 'key');
      return recordErasedTokens(transaction, recordChange);
    },
    BEFORE_SALT_IS_DELETED,
  );
}
