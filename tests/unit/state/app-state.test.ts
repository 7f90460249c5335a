import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { type ProfileRef, refId } from '../../../lib/domain/identity/keys.ts';
import { MIGRATIONS } from '../../../lib/store/migrations.ts';
import { startFirstRead } from '../../../lib/store/start-first-read.ts';
import { blockDatabase, connectionRow, freshDatabase, profileRow, usageRow } from '../store/rows.ts';

/** A page, or the background: its own modules, its own connection to the database, which nothing closes. */
async function openContext() {
  vi.resetModules();
  return {
    state: {
      ...(await import('../../../lib/state/app-state.ts')),
      ...(await import('../../../lib/state/start-state.ts')),
    },
    connections: await import('../../../lib/store/connections.ts'),
    credentials: await import('../../../lib/store/credentials.ts'),
    changes: await import('../../../lib/store/changes.ts'),
    database: await import('../../../lib/store/database.ts'),
    preferences: await import('../../../lib/store/profile-preferences.ts'),
    profiles: await import('../../../lib/store/profiles.ts'),
    rows: await import('../../../lib/store/rows.ts'),
    settings: await import('../../../lib/store/settings.ts'),
    firstScreen: await import('../../../lib/store/update-first-screens.ts'),
    forecasts: await import('../../../lib/state/forecasts.ts'),
    usage: await import('../../../lib/store/usage.ts'),
  };
}
type Context = Awaited<ReturnType<typeof openContext>>;

const one = connectionRow(1);
const two = connectionRow(2);
const refOf = (n: number, connection = one): ProfileRef => {
  const { connectionKey, profileKey } = profileRow(connection.key, n);
  return { connectionKey, profileKey };
};

const open: { stop(): void }[] = [];
const contexts: Context[] = [];
let background: Context;

/** The same, whose connection is closed after the test: it must have been opened. */
async function context(): Promise<Context> {
  const made = await openContext();
  contexts.push(made);
  return made;
}

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
  background = await context();
  await background.connections.putConnection(one);
  await background.profiles.replaceProfiles(
    one.key,
    [1, 2, 3].map((n) => profileRow(one.key, n)),
  );
  await background.usage.putUsage(usageRow(one.key, refOf(1).profileKey, 10));
  await background.usage.putUsage(usageRow(one.key, refOf(2).profileKey, 20));
});

afterEach(async () => {
  for (const state of open.splice(0)) state.stop();
  globalThis.firstRead?.channel.close();
  globalThis.firstRead = undefined;
  for (const { database } of contexts.splice(0)) await database.closeDatabase();
});

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('profiles');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** Returns a connection that doesn't close for an upgrade. */
function openedRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('profiles');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A page whose first read takes so many profiles. */
async function contextAfterFirstRead(maxProfiles: number): Promise<Context> {
  startFirstRead(maxProfiles, null);
  await globalThis.firstRead!.rows;
  return context();
}

async function startedPage() {
  const page = await context();
  const started = page.state.startOptionsState();
  open.push(started);
  await started.ready;
  return page.state;
}

/** Waits until diagnostics have recorded why the store can't be read. */
async function expectLogged(code: string) {
  await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ where: 'read the store', code }]));
}

describe('the popup’s state', () => {
  it('shows what the first read has of all profiles, without another read', async () => {
    await background.settings.updateActive((row) => ({ ...row, active: refOf(2) }));
    const { state } = await contextAfterFirstRead(3);
    const seen: string[] = [];
    effect(() => {
      seen.push(`${state.loaded.value} ${state.profiles.value.length}`);
    });
    const started = state.startPopupState();
    open.push(started);
    await started.ready;
    expect(seen).toEqual(['nothing 0', 'all 3']);
    expect(state.usage.value.get(refId(refOf(1)))?.services.input?.used).toBe(10);
  });

  it('is locked from the first frame on where the vault is', async () => {
    await background.credentials.claimVaultKey({
      kind: 'passphrase',
      keyId: 'key',
      rounds: 1,
      salt: null,
      nonce: new Uint8Array(12),
      sealedKey: new ArrayBuffer(0),
    });
    await background.settings.updatePreferences((row) => ({ ...row, hideWhileLocked: true }));
    const { state } = await contextAfterFirstRead(3);
    const seen: boolean[] = [];
    effect(() => {
      if (state.loaded.value !== 'nothing') seen.push(state.hiddenWhileLocked.value);
    });
    const started = state.startPopupState();
    open.push(started);
    await started.ready;
    expect(seen).toEqual([true]);
  });

  it('does not lose a change between the first read and its own script', async () => {
    const { state } = await contextAfterFirstRead(3);
    await background.usage.putUsage(usageRow(one.key, refOf(1).profileKey, 55));
    const started = state.startPopupState();
    open.push(started);
    await vi.waitFor(() => expect(state.usage.value.get(refId(refOf(1)))?.services.input?.used).toBe(55));
  });

  it('reads by itself where the first read finds another version of the database', async () => {
    const { state } = await contextAfterFirstRead(3);
    const rows = (await globalThis.firstRead!.rows)!;
    globalThis.firstRead!.rows = Promise.resolve({ ...rows, version: rows.version + 1, profiles: [] });
    const started = state.startPopupState();
    open.push(started);
    await started.ready;
    expect(state.profiles.value).toHaveLength(3);
  });

  it('shows the active profile before it has read the others', async () => {
    await background.settings.updateActive((row) => ({ ...row, active: refOf(2) }));
    const { state } = await contextAfterFirstRead(2);
    const seen: { loaded: string; profiles: number; percent: number | undefined }[] = [];
    effect(() => {
      const ref = state.active.value.active;
      seen.push({
        loaded: state.loaded.value,
        profiles: state.profiles.value.length,
        percent: ref ? state.usage.value.get(refId(ref))?.services.input?.used : undefined,
      });
    });
    const started = state.startPopupState();
    open.push(started);
    await started.first;
    expect(state.loaded.value).toBe('active');
    await started.ready;
    expect(seen).toEqual([
      { loaded: 'nothing', profiles: 0, percent: undefined },
      { loaded: 'active', profiles: 1, percent: 20 },
      { loaded: 'all', profiles: 3, percent: 20 },
    ]);
  });

  it('goes straight to everything when no profile is active', async () => {
    const { state } = await context();
    const seen: string[] = [];
    effect(() => {
      seen.push(state.loaded.value);
    });
    const started = state.startPopupState();
    open.push(started);
    await started.first;
    expect(seen).toEqual(['nothing', 'all']);
    expect(state.connections.value).toHaveLength(1);
  });

  it('does not lose a change between its two reads', async () => {
    await background.settings.updateActive((row) => ({ ...row, active: refOf(1) }));
    const { state } = await contextAfterFirstRead(2);
    const started = state.startPopupState();
    open.push(started);
    await vi.waitFor(() => expect(state.loaded.value).toBe('active'));
    await background.usage.putUsage(usageRow(one.key, refOf(1).profileKey, 77));
    await started.ready;
    await vi.waitFor(() => expect(state.usage.value.get(refId(refOf(1)))?.services.input?.used).toBe(77));
    expect(state.profiles.value).toHaveLength(3);
  });
});

describe('a first screen', () => {
  beforeEach(async () => {
    fakeBrowser.runtime.getManifest = () => ({ version: '0.1.0', manifest_version: 3, name: '' });
    vi.stubGlobal('chrome', { runtime: { getManifest: () => ({ version: '0.1.0' }) } });
    await background.profiles.replaceProfiles(
      one.key,
      Array.from({ length: 100 }, (_, n) => profileRow(one.key, n + 1)),
    );
    await background.settings.updateActive((row) => ({ ...row, active: refOf(2) }));
    await background.firstScreen.updateFirstScreens(Date.now());
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is shown before every profile is read', async () => {
    startFirstRead(10, 'popup');
    const { state } = await context();
    const seen: string[] = [];
    effect(() => {
      const { value: screen } = state.firstScreen;
      seen.push(`${state.loaded.value} ${state.profiles.value.length} ${screen?.count ?? '-'}`);
    });
    const started = state.startPopupState();
    open.push(started);
    await started.ready;
    expect(seen).toEqual(['nothing 0 -', 'first 31 99', 'all 100 -']);
  });

  it('that took long to read is shown with a note, before every profile is read', async () => {
    startFirstRead(10, 'popup');
    const { rows } = globalThis.firstRead!;
    let release = () => {};
    globalThis.firstRead!.rows = new Promise((resolve) => {
      release = () => resolve(rows);
    });
    const { state } = await context();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const started = state.startPopupState();
    open.push(started);
    await vi.advanceTimersByTimeAsync(5000);
    await started.ready;
    vi.useRealTimers();
    const shown = () => [state.loaded.value, state.storeProblem.value, state.isStoreSlow.value];
    expect(shown()).toEqual(['nothing', 'slow', false]);
    release();
    await started.first;
    expect(shown()).toEqual(['first', null, true]);
    await vi.waitFor(() => expect(shown()).toEqual(['all', null, false]));
  });

  it('is not shown once a row that it shows has changed', async () => {
    await background.usage.putUsage(usageRow(one.key, refOf(1).profileKey, 99));
    startFirstRead(1_000, 'overview');
    const { state } = await context();
    const seen: string[] = [];
    effect(() => {
      seen.push(`${state.loaded.value} ${state.profiles.value.length}`);
    });
    const started = state.startOptionsState();
    open.push(started);
    await started.ready;
    expect(seen).toEqual(['nothing 0', 'all 100']);
  });

  it('is followed by what changed while it was shown', async () => {
    startFirstRead(10, 'overview');
    const { state } = await context();
    const started = state.startOptionsState();
    open.push(started);
    await vi.waitFor(() => expect(state.loaded.value).toBe('first'));
    await background.connections.removeConnection(one.key);
    await started.ready;
    await vi.waitFor(() => expect(state.profiles.value).toEqual([]));
    expect(state.firstScreen.value).toBeNull();
  });

  it('lets what only adds to it wait until everything is read', async () => {
    startFirstRead(10, 'overview');
    const { state, forecasts } = await context();
    const started = state.startOptionsState();
    open.push(started);
    const seen: string[] = [];
    const stop = effect(() => {
      if (forecasts.forecasts.value) seen.push(state.loaded.value);
    });
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0));
    expect(seen[0]).toBe('all');
    stop();
  });

  it('stays, with a note, where reading the rest takes for ever', async () => {
    startFirstRead(10, 'overview');
    await globalThis.firstRead!.rows;
    const { state } = await openContext();
    const held = blockDatabase();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const started = state.startOptionsState();
    await vi.advanceTimersByTimeAsync(5000);
    await started.ready;
    vi.useRealTimers();
    held.mockRestore();
    expect(state.loaded.value).toBe('first');
    expect([state.storeProblem.value, state.isStoreSlow.value]).toEqual([null, true]);
    started.stop();
  });

  it('is replaced by what to do where the rest can’t be read', async () => {
    startFirstRead(10, 'overview');
    await globalThis.firstRead!.rows;
    const { state } = await openContext();
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The database is corrupt', 'UnknownError');
    });
    const started = state.startOptionsState();
    await started.ready;
    broken.mockRestore();
    expect([state.loaded.value, state.storeProblem.value]).toEqual(['first', 'unreadable']);
    started.stop();
  });

  it('resolves whenLoaded once everything is read', async () => {
    startFirstRead(10, 'popup');
    const { state } = await context();
    const started = state.startPopupState();
    open.push(started);
    await state.whenLoaded();
    expect(state.profiles.value).toHaveLength(100);
  });
});

describe('a page’s state', () => {
  it('follows a switch made in another context', async () => {
    const state = await startedPage();
    await background.settings.updateActive((row) => ({ ...row, active: refOf(3) }));
    await vi.waitFor(() => expect(state.active.value.active).toEqual(refOf(3)));
  });

  it('follows new, changed and removed rows', async () => {
    const state = await startedPage();
    await background.connections.putConnection(two);
    await background.profiles.replaceProfiles(two.key, [profileRow(two.key, 9)]);
    await background.preferences.updateProfilePreferences(refOf(1).profileKey, (row) => ({
      ...row,
      favourite: true,
    }));
    await background.profiles.updateProfile(refOf(1), (row) => ({ ...row, access: 'denied' }));
    await vi.waitFor(() => {
      expect(state.profiles.value.map(({ id, access }) => [Number.parseInt(id, 16), access])).toEqual([
        [1, 'denied'],
        [2, 'ok'],
        [3, 'ok'],
        [9, 'ok'],
      ]);
      expect(state.profilePreferences.value.get(refOf(1).profileKey)?.favourite).toBe(true);
    });

    await background.connections.removeConnection(one.key);
    await vi.waitFor(() => {
      expect(state.connections.value.map(({ key }) => key)).toEqual([two.key]);
      expect(state.profiles.value).toHaveLength(1);
      expect(state.usage.value.size).toBe(0);
    });
  });

  it('batches the rows of a refresh and reads only what changed', async () => {
    await background.profiles.replaceProfiles(
      one.key,
      Array.from({ length: 200 }, (_, n) => profileRow(one.key, n + 1)),
    );
    const page = await context();
    const listRows = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const started = page.state.startOptionsState();
    open.push(started);
    await started.ready;
    listRows.mockClear();
    let drawn = 0;
    effect(() => {
      page.state.usage.value;
      drawn++;
    });
    const begun = performance.now();
    for (let n = 1; n <= 200; n++) {
      await background.usage.putUsage(usageRow(one.key, refOf(n).profileKey, n + 1000));
    }
    await vi.waitFor(
      () => {
        const used = [...page.state.usage.value.values()].map((row) => row.services.input?.used ?? 0);
        expect(used.filter((value) => value > 1000)).toHaveLength(200);
      },
      { timeout: 10_000 },
    );
    // At most every 50 ms, however long a busy machine takes to write them.
    expect(drawn).toBeLessThan(5 + (performance.now() - begun) / 50);
    expect(listRows).not.toHaveBeenCalled();
    listRows.mockRestore();
  });

  it('stops following when it is stopped', async () => {
    const page = await context();
    const started = page.state.startOptionsState();
    await started.ready;
    started.stop();
    const other = await startedPage();
    await background.settings.updateActive((row) => ({ ...row, active: refOf(3) }));
    await vi.waitFor(() => expect(other.active.value.active).toEqual(refOf(3)));
    expect(page.state.active.value.active).toBeNull();
  });

  it('shows nothing of a database that was deleted', async () => {
    const state = await startedPage();
    expect(state.profiles.value).toHaveLength(3);
    await deleteDatabase();
    await vi.waitFor(() => expect([state.connections.value, state.profiles.value]).toEqual([[], []]));

    await background.connections.putConnection(two);
    await background.profiles.replaceProfiles(two.key, [profileRow(two.key, 9)]);
    await vi.waitFor(() => expect(state.profiles.value).toHaveLength(1));
    expect(state.storeProblem.value).toBeNull();
  });

  it('reports a store that cannot be read', async () => {
    const { state } = await context();
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The database is corrupt', 'UnknownError');
    });
    const started = state.startOptionsState();
    open.push(started);
    await started.ready;
    broken.mockRestore();
    expect([state.storeProblem.value, state.loaded.value]).toEqual(['unreadable', 'nothing']);
    await expectLogged('storage-failed');
  });

  it('can be read where the rest of the example can’t be removed', async () => {
    vi.stubGlobal('localStorage', { getItem: () => 'shown', removeItem: () => {} });
    const deleteExample = vi.fn(() => Promise.reject(new Error('refused')));
    vi.doMock('../../../lib/example/open-example.ts', () => ({ deleteExample }));
    try {
      const state = await startedPage();
      await vi.waitFor(() => expect(deleteExample).toHaveBeenCalled());
      expect([state.storeProblem.value, state.loaded.value]).toEqual([null, 'all']);
    } finally {
      vi.doUnmock('../../../lib/example/open-example.ts');
      vi.unstubAllGlobals();
    }
  });

  it('lets the page go on where reading it takes for ever', async () => {
    const { state } = await openContext();
    const held = blockDatabase();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const started = state.startPopupState();
    await vi.advanceTimersByTimeAsync(5000);
    await started.ready;
    expect(state.loaded.value).toBe('nothing');
    vi.useRealTimers();
    await expectLogged('timeout');
    held.mockRestore();
    started.stop();
  });

  it('says what to do while an older page keeps the database from being upgraded, and goes on after it', async () => {
    await deleteDatabase();
    (await background.database.openDatabase('profiles', MIGRATIONS.slice(0, 1), () => {})).close();
    const old = await openedRaw();
    const { state } = await context();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const started = state.startOptionsState();
    open.push(started);
    await vi.advanceTimersByTimeAsync(4900);
    expect(state.storeProblem.value).toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    await started.ready;
    vi.useRealTimers();
    expect([state.storeProblem.value, state.loaded.value]).toEqual(['slow', 'nothing']);
    old.close();
    await vi.waitFor(() => expect([state.storeProblem.value, state.loaded.value]).toEqual([null, 'all']));
    expect(state.isStoreSlow.value).toBe(false);
  });

  it('says that what has changed is read for long, until it is shown', async () => {
    const state = await startedPage();
    const old = await openedRaw();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const opening = vi.spyOn(indexedDB, 'open');
    const deletion = deleteDatabase();
    // The page has lost its connection and opens another one, which waits for the old one's end.
    while (opening.mock.calls.length === 0) await new Promise((turn) => setImmediate(turn));
    opening.mockRestore();
    const shown = () => [state.storeProblem.value, state.isStoreSlow.value, state.profiles.value.length];
    await vi.advanceTimersByTimeAsync(4900);
    expect(shown()).toEqual([null, false, 3]);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect(shown()).toEqual([null, true, 3]);
    await expectLogged('timeout');
    old.close();
    await deletion;
    await vi.waitFor(() => expect(shown()).toEqual([null, false, 0]));
  });

  it('shows everything once the store can be read again, and keeps saying so until then', async () => {
    const { state } = await context();
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The database is corrupt', 'UnknownError');
    });
    const started = state.startOptionsState();
    open.push(started);
    await started.ready;
    await vi.waitFor(() => expect(state.storeProblem.value).toBe('unreadable'));
    broken.mockRestore();
    await background.settings.updateActive((row) => ({ ...row, active: refOf(3) }));
    await vi.waitFor(() => expect(state.storeProblem.value).toBeNull());
    expect([state.loaded.value, state.profiles.value.length]).toEqual(['all', 3]);
  });

  it('reads later what could not be read, with the next change of anything', async () => {
    const state = await startedPage();
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await background.usage.putUsage(usageRow(one.key, refOf(1).profileKey, 77));
    broken.mockImplementation(() => {
      throw new DOMException('The database is corrupt', 'UnknownError');
    });
    await vi.waitFor(() => expect(state.storeProblem.value).toBe('unreadable'));
    broken.mockRestore();
    await background.settings.updateActive((row) => ({ ...row, active: refOf(3) }));
    await vi.waitFor(() => expect(state.storeProblem.value).toBeNull());
    await vi.waitFor(() => expect(state.usage.value.get(refId(refOf(1)))?.services.input?.used).toBe(77));
  });

  it('reports a store of a newer version', async () => {
    const { state } = await context();
    const newer = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The requested version is less than the existing version', 'VersionError');
    });
    const started = state.startOptionsState();
    open.push(started);
    await started.ready;
    newer.mockRestore();
    expect(state.storeProblem.value).toBe('newer');
    await expectLogged('VersionError');
  });
});

describe('the vault’s lock in a page’s state', () => {
  const row = {
    kind: 'passphrase',
    keyId: 'key',
    rounds: 600_000,
    salt: null,
    nonce: new Uint8Array(12),
    sealedKey: new ArrayBuffer(48),
  } as const;

  it('is closed after a browser start, without any change event', async () => {
    await background.credentials.claimVaultKey(row);
    const state = await startedPage();
    expect([state.vaultLocked.value, state.passphraseSet.value]).toEqual([true, true]);
  });

  it('opens and closes with the change events of the vault', async () => {
    await background.credentials.claimVaultKey(row);
    const state = await startedPage();
    await fakeBrowser.storage.session.set({ vaultOpen: { keyId: 'key', usedAt: Date.now() } });
    background.changes.publishChange('vault', ['key']);
    await vi.waitFor(() => expect(state.vaultLocked.value).toBe(false));
    await fakeBrowser.storage.session.remove('vaultOpen');
    background.changes.publishChange('vault', ['key']);
    await vi.waitFor(() => expect(state.vaultLocked.value).toBe(true));
  });

  it('is closed when nobody used the vault for too long', async () => {
    await background.credentials.claimVaultKey(row);
    await fakeBrowser.storage.session.set({ vaultOpen: { keyId: 'key', usedAt: Date.now() - 16 * 60_000 } });
    expect((await startedPage()).vaultLocked.value).toBe(true);
  });

  it('is open without a passphrase', async () => {
    expect((await startedPage()).vaultLocked.value).toBe(false);
  });
});
