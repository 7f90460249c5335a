import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { getVaultStatus } from '../../../lib/store/vault-status.ts';
import { lockOrWait, recordUse, watchAutoLock } from '../../../lib/vault/auto-lock.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock, onLock } from '../../../lib/vault/passphrase.ts';
import { readCredential, storeCredential } from '../../../lib/vault/vault.ts';
import { freshDatabase } from '../store/rows.ts';
import { withFreshVault } from './fresh-vault.ts';

const MINUTE = 60_000;
const ID = 'https://api.us-e1.tago.io#1';

withFreshVault(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  await storeCredential(ID, 'p-token');
  await setPassphrase('correct horse battery', null);
});

const alarm = async () => (await fakeBrowser.alarms.getAll())[0]?.scheduledTime;

describe('the auto-lock', () => {
  it('locks when its time is over and not before', async () => {
    await lockOrWait();
    expect(await alarm()).toBe(Date.now() + 15 * MINUTE);
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    await lockOrWait();
    expect((await getVaultStatus()).locked).toBe(false);
    vi.setSystemTime(Date.now() + MINUTE);
    await lockOrWait();
    expect((await getVaultStatus()).locked).toBe(true);
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  it('starts over with each use by a person', async () => {
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    await recordUse();
    expect(await alarm()).toBe(Date.now() + 15 * MINUTE);
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    expect((await getVaultStatus()).locked).toBe(false);
  });

  it('aborts nothing once the vault that was open is lost with its database', async () => {
    await freshDatabase();
    vi.setSystemTime(Date.now() + 15 * MINUTE);
    const listener = vi.fn();
    onLock(listener);
    await lockOrWait();
    expect(listener).not.toHaveBeenCalled();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  it('is not undone by a use that is being recorded when the person locks', async () => {
    vi.setSystemTime(Date.now() + MINUTE);
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    let locked = Promise.resolve();
    vi.spyOn(session, 'set').mockImplementationOnce(async (items) => {
      locked = lock();
      // Long enough for the lock, were it not waiting for this.
      for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
      await set(items);
    });
    await recordUse();
    await locked;
    expect((await getVaultStatus()).locked).toBe(true);
    expect(await session.get(null)).toEqual({});
  });

  it('does not count refreshes as use', async () => {
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    await readCredential(ID);
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    expect((await getVaultStatus()).locked).toBe(true);
    await expect(readCredential(ID)).rejects.toMatchObject({ failure: { code: 'locked' } });
  });

  it('is not postponed by a use after its time, as when the computer slept', async () => {
    vi.setSystemTime(Date.now() + 600 * MINUTE);
    await recordUse();
    expect((await getVaultStatus()).locked).toBe(true);
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  it.each([2, 15, 60, 24 * 60])('locks when the clock was set back by %i minutes', async (minutes) => {
    vi.setSystemTime(Date.now() - minutes * MINUTE);
    expect((await getVaultStatus()).locked).toBe(true);
    await expect(readCredential(ID)).rejects.toMatchObject({ failure: { code: 'locked' } });
    await recordUse();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  it('never locks when it is off', async () => {
    await updatePreferences((row) => ({ ...row, autoLockMinutes: 0 }));
    await lockOrWait();
    expect(await alarm()).toBeUndefined();
    vi.setSystemTime(Date.now() + 10_000 * MINUTE);
    expect((await getVaultStatus()).locked).toBe(false);
    expect(await readCredential(ID)).toBe('p-token');
  });

  it('tries again a minute after the state of the vault could not be read, and diagnostics say so', async () => {
    watchAutoLock();
    const create = vi.spyOn(fakeBrowser.alarms, 'create');
    const due = { name: 'vault-auto-lock', scheduledTime: Date.now(), persistAcrossSessions: true };
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The disk failed.', 'UnknownError');
    });
    await fakeBrowser.alarms.onAlarm.trigger(due);
    await vi.waitFor(() => expect(create).toHaveBeenCalledWith('vault-auto-lock', { delayInMinutes: 1 }));
    await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ where: 'auto-lock' }]));
  });

  it('follows its alarm and the setting', async () => {
    watchAutoLock();
    const start = Date.now();
    await updatePreferences((row) => ({ ...row, autoLockMinutes: 1 }));
    await vi.waitFor(async () => expect(await alarm()).toBe(start + MINUTE));
    vi.setSystemTime(start + MINUTE);
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'vault-auto-lock',
      scheduledTime: start + MINUTE,
      persistAcrossSessions: true,
    });
    await vi.waitFor(async () => expect(await fakeBrowser.storage.session.get(null)).toEqual({}));
  });
});
