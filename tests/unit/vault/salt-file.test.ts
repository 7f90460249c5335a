import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getVaultKey } from '../../../lib/store/credentials.ts';
import { database } from '../../../lib/store/database.ts';
import { removePassphrase, resetVault, setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { forgetKey } from '../../../lib/vault/current-key.ts';
import { removeStaleKeys, unlock } from '../../../lib/vault/passphrase.ts';
import { readCredential, storeCredential } from '../../../lib/vault/vault.ts';
import { withFreshVault } from './fresh-vault.ts';
import { stubPrivateFiles } from './private-files.ts';

const ID = 'https://api.us-e1.tago.io#1';
const PASSPHRASE = 'correct horse battery';
let files: ReturnType<typeof stubPrivateFiles>;

withFreshVault(() => {
  files = stubPrivateFiles();
});

const currentKeyId = async () => (await getVaultKey())?.keyId;

describe('a key’s salt', () => {
  it('is stored in its own file, not in the row', async () => {
    await storeCredential(ID, 'p-token');
    expect((await getVaultKey())?.salt).toBeNull();
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    expect(files.get((await currentKeyId()) ?? '')).toHaveLength(32);
    forgetKey();
    expect(await readCredential(ID)).toBe('p-token');
  });

  it('of an old key is deleted with every change of the key', async () => {
    await storeCredential(ID, 'p-token');
    const seen = new Set(files.keys());
    await setPassphrase(PASSPHRASE, null);
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    for (const name of files.keys()) seen.add(name);
    await setPassphrase('another passphrase', PASSPHRASE);
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    for (const name of files.keys()) seen.add(name);
    await removePassphrase('another passphrase');
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    for (const name of files.keys()) seen.add(name);
    expect(seen.size).toBe(4);
    expect(await readCredential(ID)).toBe('p-token');
    await resetVault();
    expect(files.size).toBe(0);
  });

  it('is deleted only after a transaction that a power loss cannot undo', async () => {
    await storeCredential(ID, 'p-token');
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const durabilities = () => {
      const changes = opened.mock.calls.filter(
        ([stores, mode]) => mode === 'readwrite' && String(stores).includes('vault'),
      );
      opened.mockClear();
      return changes.map(([, , options]) => options?.durability);
    };
    await setPassphrase(PASSPHRASE, null);
    expect(durabilities()).toEqual(['strict']);
    await setPassphrase('another passphrase', PASSPHRASE);
    expect(durabilities()).toEqual(['strict']);
    await removePassphrase('another passphrase');
    expect(durabilities()).toEqual(['strict']);
    await resetVault();
    expect(durabilities()).toEqual(['strict']);
  });

  it('that a stopped worker left behind is deleted by the next one', async () => {
    await storeCredential(ID, 'p-token');
    files.set('a-key-that-never-came', new Uint8Array(32));
    await removeStaleKeys();
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    expect(await readCredential(ID)).toBe('p-token');
  });

  it('that can’t be deleted doesn’t keep the passphrase from being changed', async () => {
    await storeCredential(ID, 'p-token');
    const kept = vi.spyOn(files, 'delete').mockImplementation(() => {
      throw new DOMException('in use', 'NoModificationAllowedError');
    });
    await setPassphrase(PASSPHRASE, null);
    expect(await readCredential(ID)).toBe('p-token');
    await setPassphrase('another passphrase', PASSPHRASE);
    await removePassphrase('another passphrase');
    expect(await readCredential(ID)).toBe('p-token');
    expect(files.size).toBe(4);
    kept.mockRestore();
    await removeStaleKeys();
    expect([...files.keys()]).toEqual([await currentKeyId()]);
    vi.spyOn(files, 'delete').mockImplementation(() => {
      throw new DOMException('in use', 'NoModificationAllowedError');
    });
    await resetVault();
    expect(await readCredential(ID)).toBeNull();
  });

  it('stays while the database holds no key, which may come back', async () => {
    await storeCredential(ID, 'p-token');
    const kept = await database();
    const row = await kept.get('vault', 'key');
    await kept.delete('vault', 'key');
    await removeStaleKeys();
    await kept.put('vault', row!, 'key');
    forgetKey();
    expect(await readCredential(ID)).toBe('p-token');
  });

  it('is needed to unlock the vault with the passphrase', async () => {
    await storeCredential(ID, 'p-token');
    await setPassphrase(PASSPHRASE, null);
    forgetKey();
    await fakeBrowser.storage.session.clear();
    const [name, salt] = [...files][0] ?? [];
    if (!name || !salt) throw new Error('no salt');
    files.set(name, new Uint8Array(32));
    await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ failure: { code: 'wrong-passphrase' } });
    files.set(name, salt);
    await unlock(PASSPHRASE);
    expect(await readCredential(ID)).toBe('p-token');
  });

  it('that is lost loses the tokens, but new ones can be stored', async () => {
    await storeCredential(ID, 'p-token');
    forgetKey();
    files.clear();
    expect(await readCredential(ID)).toBeNull();
    await storeCredential(ID, 'p-new');
    forgetKey();
    expect(await readCredential(ID)).toBe('p-new');
  });

  it('is stored in the row when the browser has no private file system', async () => {
    vi.unstubAllGlobals();
    await storeCredential(ID, 'p-token');
    expect((await getVaultKey())?.salt).toHaveLength(32);
    forgetKey();
    expect(await readCredential(ID)).toBe('p-token');
  });
});
