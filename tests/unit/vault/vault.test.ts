import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FailureError } from '../../../lib/domain/failure.ts';
import { onStoreChange } from '../../../lib/store/changes.ts';
import { getVaultKey, listCredentials } from '../../../lib/store/credentials.ts';
import { database } from '../../../lib/store/database.ts';
import { listJournal } from '../../../lib/store/journal.ts';
import { getVaultStatus } from '../../../lib/store/vault-status.ts';
import { removePassphrase, resetVault, setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { forgetKey } from '../../../lib/vault/current-key.ts';
import { lock, onLock, unlock } from '../../../lib/vault/passphrase.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../../lib/vault/vault.ts';
import { connectionRow, profileRow } from '../store/rows.ts';
import { withFreshVault } from './fresh-vault.ts';

const A = credentialIdOf(connectionRow(1).key);
const B = credentialIdOf(connectionRow(2).key);
const TOKEN = 'p-5f0c7f3e-token-of-account-one';
const OTHER = 'p-aaaa7f3e-token-of-account-two';
const PASSPHRASE = 'correct horse battery';

/** Forgets what is in memory, as when the worker is stopped. */
const restartWorker = () => forgetKey();
/** Empties session storage too, as when the browser is closed. */
const restartBrowser = async () => {
  forgetKey();
  await fakeBrowser.storage.session.clear();
};

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof FailureError ? error.failure : error;
}

/** Returns everything stored, in all storages, as one text: binary data as plain text and as base64. */
async function everythingStored(): Promise<string> {
  const db = await database();
  const texts: string[] = [];
  const visit = async (value: unknown): Promise<void> => {
    if (value instanceof Blob) return visit(await value.arrayBuffer());
    if (value instanceof ArrayBuffer) return visit(new Uint8Array(value));
    if (value instanceof Uint8Array) {
      texts.push(Buffer.from(value).toString('latin1'), Buffer.from(value).toString('base64'));
    } else if (value instanceof CryptoKey) {
      texts.push(`extractable:${value.extractable}`);
    } else if (Array.isArray(value)) {
      for (const part of value) await visit(part);
    } else if (value && typeof value === 'object') {
      for (const [key, part] of Object.entries(value)) {
        texts.push(key);
        await visit(part);
      }
    } else texts.push(String(value));
  };
  for (const name of db.objectStoreNames) {
    await visit(await db.getAllKeys(name));
    await visit(await db.getAll(name));
  }
  await visit(await fakeBrowser.storage.session.get(null));
  await visit(await fakeBrowser.storage.local.get(null));
  await visit(await fakeBrowser.storage.sync.get(null));
  return texts.join('\n');
}

let rounds: number[];

withFreshVault((requested) => {
  rounds = requested;
});

describe('a vault without a passphrase', () => {
  it('returns what was stored, also to the next worker and after a browser restart', async () => {
    await storeCredential(A, TOKEN);
    expect(await readCredential(A)).toBe(TOKEN);
    restartWorker();
    expect(await readCredential(A)).toBe(TOKEN);
    await restartBrowser();
    expect(await readCredential(A)).toBe(TOKEN);
    expect(await getVaultStatus()).toEqual({ passphrase: false, locked: false, lacksPassphrase: false });
  });

  it('stores a profile’s token separately from its connection’s', async () => {
    const { connectionKey, profileKey } = profileRow(connectionRow(1).key, 1);
    const profileCredential = credentialIdOf(connectionKey, profileKey);
    await storeCredential(A, TOKEN);
    await storeCredential(profileCredential, OTHER);
    await dropCredential(profileCredential);
    expect([await readCredential(A), await readCredential(profileCredential)]).toEqual([TOKEN, null]);
  });

  it('stores no plain text, and a key that scripts cannot export', async () => {
    await storeCredential(A, TOKEN);
    const stored = await everythingStored();
    expect(stored).toContain(A);
    expect(stored).toContain('extractable:false');
    expect(stored).not.toContain(TOKEN);
    expect(stored).not.toContain(Buffer.from(TOKEN).toString('base64').replace(/=+$/, ''));
  });

  it('never uses a nonce twice, even for the same token', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 20; n++) {
      await storeCredential(A, TOKEN);
      nonces.add((await listCredentials())[0]?.nonce.join() ?? '');
    }
    expect(nonces.size).toBe(20);
    expect((await listCredentials())[0]?.nonce).toHaveLength(12);
  });

  it('refuses a tampered record', async () => {
    await storeCredential(A, TOKEN);
    const db = await database();
    const record = await db.get('credentials', A);
    if (!record) throw new Error('nothing stored');
    for (let position = 0; position < record.ciphertext.byteLength; position++) {
      const ciphertext = record.ciphertext.slice(0);
      new Uint8Array(ciphertext)[position]! ^= 1;
      await db.put('credentials', { ...record, ciphertext });
      expect(await readCredential(A)).toBeNull();
    }
    const nonce = record.nonce.slice();
    nonce[0]! ^= 1;
    await db.put('credentials', { ...record, nonce });
    expect(await readCredential(A)).toBeNull();
    await db.put('credentials', record);
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('refuses a record that was swapped under another id', async () => {
    await storeCredential(A, TOKEN);
    await storeCredential(B, OTHER);
    const db = await database();
    const [first, second] = await Promise.all([db.get('credentials', A), db.get('credentials', B)]);
    if (!first || !second) throw new Error('nothing stored');
    await db.put('credentials', { ...second, id: A });
    await db.put('credentials', { ...first, id: B });
    expect([await readCredential(A), await readCredential(B)]).toEqual([null, null]);
  });

  it('creates one key when two tokens are stored at once', async () => {
    await Promise.all([storeCredential(A, TOKEN), storeCredential(B, OTHER)]);
    restartWorker();
    expect([await readCredential(A), await readCredential(B)]).toEqual([TOKEN, OTHER]);
  });
});

describe('a passphrase', () => {
  it('is needed again after a browser restart', async () => {
    await storeCredential(A, TOKEN);
    await storeCredential(B, OTHER);
    await setPassphrase(PASSPHRASE, null);
    expect(await readCredential(A)).toBe(TOKEN);
    restartWorker();
    expect(await readCredential(A)).toBe(TOKEN);

    await restartBrowser();
    expect(await getVaultStatus()).toEqual({ passphrase: true, locked: true, lacksPassphrase: false });
    expect(await failureOf(readCredential(A))).toEqual({ code: 'locked' });
    expect(await failureOf(storeCredential(A, 'p-new'))).toEqual({ code: 'locked' });

    await unlock(PASSPHRASE);
    expect(await getVaultStatus()).toEqual({ passphrase: true, locked: false, lacksPassphrase: false });
    expect([await readCredential(A), await readCredential(B)]).toEqual([TOKEN, OTHER]);
  });

  it('replaces the old key and every ciphertext', async () => {
    await storeCredential(A, TOKEN);
    const before = await getVaultKey();
    const [record] = await listCredentials();
    await setPassphrase(PASSPHRASE, null);
    const after = await getVaultKey();
    expect([before?.kind, after?.kind]).toEqual(['device', 'passphrase']);
    expect((await listCredentials())[0]?.nonce).not.toEqual(record?.nonce);
    const stored = await everythingStored();
    expect(stored).not.toContain('extractable:');
    expect(stored).not.toContain(PASSPHRASE);
    expect(stored).not.toContain(TOKEN);
  });

  it('that is wrong unlocks nothing', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    await lock();
    for (const wrong of ['', `${PASSPHRASE} `]) {
      expect(await failureOf(unlock(wrong))).toEqual({ code: 'wrong-passphrase', field: 'passphrase' });
    }
    expect((await getVaultStatus()).locked).toBe(true);
    expect(await failureOf(readCredential(A))).toEqual({ code: 'locked' });
  });

  it('is the same however the keyboard composes its letters', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase('coraç\u00e3o de le\u00e3o', null);
    await lock();
    await unlock('cora\u0063\u0327a\u0303o de lea\u0303o');
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('that is too short is refused before anything changes', async () => {
    expect(await failureOf(setPassphrase('short', null))).toMatchObject({
      code: 'invalid-input',
      field: 'passphrase',
    });
    expect((await getVaultStatus()).passphrase).toBe(false);
  });

  it('is changed only with the current one, which unlocks nothing afterwards', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    expect(await failureOf(setPassphrase('another passphrase', null))).toEqual({
      code: 'not-allowed',
      detail: 'rulePassphraseSet',
    });
    expect(await failureOf(setPassphrase('another passphrase', 'a guess of it'))).toMatchObject({
      code: 'wrong-passphrase',
    });
    await setPassphrase('another passphrase', PASSPHRASE);
    expect(await readCredential(A)).toBe(TOKEN);
    await restartBrowser();
    expect(await failureOf(unlock(PASSPHRASE))).toMatchObject({ code: 'wrong-passphrase' });
    await unlock('another passphrase');
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('never shows the vault as locked while it is set or changed', async () => {
    const seen: Promise<{ locked: boolean }>[] = [];
    const stop = onStoreChange(({ store }) => {
      if (store === 'vault') seen.push(getVaultStatus());
    });
    await setPassphrase(PASSPHRASE, null);
    await setPassphrase('another long passphrase', PASSPHRASE);
    await removePassphrase('another long passphrase');
    stop();
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect((await Promise.all(seen)).filter(({ locked }) => locked)).toEqual([]);
  });

  it('can be changed while the vault is locked', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    await restartBrowser();
    await setPassphrase('another passphrase', PASSPHRASE);
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('is removed only with the current one; the vault then stays open', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    expect(await failureOf(removePassphrase('a guess of it'))).toMatchObject({ code: 'wrong-passphrase' });
    await removePassphrase(PASSPHRASE);
    await restartBrowser();
    expect(await getVaultStatus()).toEqual({ passphrase: false, locked: false, lacksPassphrase: false });
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('can be set before any token is stored', async () => {
    await setPassphrase(PASSPHRASE, null);
    await storeCredential(A, TOKEN);
    await restartBrowser();
    await unlock(PASSPHRASE);
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('loses no token that is stored while it is being set', async () => {
    await storeCredential(A, TOKEN);
    await Promise.all([
      setPassphrase(PASSPHRASE, null),
      ...Array.from({ length: 20 }, (_, n) => storeCredential(`${B}${n}`, `${OTHER}${n}`)),
    ]);
    restartWorker();
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => readCredential(`${B}${n}`)));
    expect(tokens).toEqual(Array.from({ length: 20 }, (_, n) => `${OTHER}${n}`));
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('loses nothing when the worker is stopped before or right after its single write', async () => {
    await storeCredential(A, TOKEN);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new Error('the worker died');
    });
    await expect(setPassphrase(PASSPHRASE, null)).rejects.toThrow('the worker died');
    put.mockRestore();
    restartWorker();
    expect(await readCredential(A)).toBe(TOKEN);
    expect((await getVaultStatus()).passphrase).toBe(false);

    const set = vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementationOnce(async () => {
      throw new Error('the worker died');
    });
    await expect(setPassphrase(PASSPHRASE, null)).rejects.toThrow('storage-failed');
    set.mockRestore();
    await restartBrowser();
    await unlock(PASSPHRASE);
    expect(await readCredential(A)).toBe(TOKEN);
  });

  it('leaves no bytes of a key that can’t be stored', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(setPassphrase(PASSPHRASE, null)).rejects.toThrow('storage-full');
    put.mockRestore();
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('full'));
    await expect(setPassphrase(PASSPHRASE, null)).rejects.toThrow('storage-failed');
    const keys = importKey.mock.calls.filter(([, , algorithm]) => algorithm === 'AES-GCM');
    expect(keys.map(([, bytes]) => bytes)).toEqual([new Uint8Array(32), new Uint8Array(32)]);
  });

  it('is not tried with a row that has too few derivation rounds', async () => {
    await setPassphrase(PASSPHRASE, null);
    await lock();
    const db = await database();
    const row = await getVaultKey();
    if (row?.kind !== 'passphrase') throw new Error('no passphrase');
    expect(row.rounds).toBeGreaterThanOrEqual(600_000);
    expect(rounds).toEqual([row.rounds]);
    await db.put('vault', { ...row, rounds: 1 }, 'key');
    expect(await failureOf(unlock(PASSPHRASE))).toMatchObject({ code: 'wrong-passphrase' });
  });

  it('can be reset together with the stored tokens', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    await restartBrowser();
    await resetVault();
    expect(await getVaultStatus()).toEqual({ passphrase: false, locked: false, lacksPassphrase: false });
    expect(await readCredential(A)).toBeNull();
    await storeCredential(A, OTHER);
    expect(await readCredential(A)).toBe(OTHER);
  });
});

describe('locking', () => {
  it('removes the key and is recorded in the journal', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).toContain('vaultKey');
    await lock();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
    expect(await failureOf(readCredential(A))).toEqual({ code: 'locked' });
    await unlock(PASSPHRASE);
    expect((await listJournal()).map(({ what }) => what)).toEqual(['unlocked', 'locked']);
  });

  it('removes a key that is being read at the same time', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    for (let turns = 0; turns < 40; turns++) {
      restartWorker();
      const reading = readCredential(A).catch((error: unknown) => error);
      // The lock comes at a different step of the read each time.
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await lock();
      await reading;
      expect(await failureOf(readCredential(A))).toMatchObject({ code: 'locked' });
      expect(await failureOf(storeCredential(B, OTHER))).toMatchObject({ code: 'locked' });
      await unlock(PASSPHRASE);
    }
  });

  it('is recorded once, however often it is asked for', async () => {
    await setPassphrase(PASSPHRASE, null);
    await Promise.all([lock(), lock()]);
    await lock();
    expect((await listJournal()).map(({ what }) => what)).toEqual(['locked']);
  });

  it('removes the key and aborts what is running although the database can’t be read', async () => {
    await setPassphrase(PASSPHRASE, null);
    const abort = vi.fn();
    onLock(abort);
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The disk failed.', 'UnknownError');
    });
    await lock();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({
      diagnosticErrors: [expect.objectContaining({ where: 'lock' })],
    });
    expect(abort).toHaveBeenCalledTimes(1);
  });

  it('does nothing without a passphrase', async () => {
    await storeCredential(A, TOKEN);
    await lock();
    expect(await readCredential(A)).toBe(TOKEN);
    expect(await listJournal()).toEqual([]);
  });

  it('does not prevent the removal of a token', async () => {
    await storeCredential(A, TOKEN);
    await setPassphrase(PASSPHRASE, null);
    await lock();
    await dropCredential(A);
    await unlock(PASSPHRASE);
    expect(await readCredential(A)).toBeNull();
  });
});
