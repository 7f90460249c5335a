import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { NO_POLICY_STATE } from '../../../lib/domain/policy/policy.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { getVaultStatus } from '../../../lib/store/vault-status.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { storeCredential } from '../../../lib/vault/vault.ts';
import { withFreshVault } from './fresh-vault.ts';

type State = 'active' | 'idle' | 'locked';

/** The browser's `idle` API, which exists only with its optional permission. */
class FakeIdle {
  seconds = 0;
  listeners: ((state: State) => void)[] = [];
  setDetectionInterval = (seconds: number) => {
    this.seconds = seconds;
  };
  onStateChanged = { addListener: (listener: (state: State) => void) => this.listeners.push(listener) };
}

let idle: FakeIdle;
let granted: () => void;

/** Starts a worker that watches for the computer's lock. */
async function startWorker(withPermission: boolean) {
  vi.resetModules();
  idle = new FakeIdle();
  granted = () => {};
  const { browser } = await import('../../../lib/browser.ts');
  Object.assign(browser, { idle: withPermission ? idle : undefined });
  Object.assign(browser.permissions, {
    onAdded: {
      addListener: (listener: () => void) => {
        granted = listener;
      },
    },
  });
  (await import('../../../lib/vault/computer-lock.ts')).watchComputerLock();
}

const isLocked = async () => (await getVaultStatus()).locked;
const report = (state: State) => {
  for (const listener of idle.listeners) listener(state);
};
/** Waits until the worker has read the setting after what was reported, and a lock would have been done. */
async function judged(): Promise<void> {
  const { getPreferences } = await import('../../../lib/store/settings.ts');
  await getPreferences();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
}

withFreshVault(async () => {
  await storeCredential('https://api.us-e1.tago.io#1', 'p-token');
  await setPassphrase('correct horse battery', null);
  await updatePreferences((row) => ({ ...row, lockWithComputer: true }));
});
afterEach(() => {
  Object.assign(fakeBrowser, { idle: undefined });
});

describe('the lock with the computer', () => {
  it.each(['locked', 'idle'] as const)('locks the vault when the computer is %s', async (state) => {
    await startWorker(true);
    report(state);
    await vi.waitFor(async () => expect(await isLocked()).toBe(true));
  });

  it('locks the vault also while the database can’t be read', async () => {
    await startWorker(true);
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The disk failed.', 'UnknownError');
    });
    report('locked');
    await vi.waitFor(async () =>
      expect(await fakeBrowser.storage.session.get(null)).not.toHaveProperty('vaultKey'),
    );
    broken.mockRestore();
    expect(await isLocked()).toBe(true);
  });

  it('does nothing while the computer is in use or the setting is off', async () => {
    await startWorker(true);
    report('active');
    await judged();
    expect(await isLocked()).toBe(false);
    await updatePreferences((row) => ({ ...row, lockWithComputer: false }));
    report('locked');
    await judged();
    expect(await isLocked()).toBe(false);
  });

  it('starts once when its permission is granted', async () => {
    await startWorker(false);
    expect(idle.listeners).toHaveLength(0);
    const { browser } = await import('../../../lib/browser.ts');
    Object.assign(browser, { idle });
    granted();
    granted();
    expect(idle.listeners).toHaveLength(1);
    report('locked');
    await vi.waitFor(async () => expect(await isLocked()).toBe(true));
  });

  it('waits as long as the auto-lock, also after a change', async () => {
    await startWorker(true);
    await vi.waitFor(() => expect(idle.seconds).toBe(15 * 60));
    const { updatePreferences: update } = await import('../../../lib/store/settings.ts');
    await update((row) => ({ ...row, autoLockMinutes: 5 }));
    await vi.waitFor(() => expect(idle.seconds).toBe(5 * 60));
    await update((row) => ({ ...row, autoLockMinutes: 0 }));
    await vi.waitFor(() => expect(idle.seconds).toBe(15 * 60));
    const { putPolicy } = await import('../../../lib/store/policy.ts');
    const policy = { ...NO_POLICY_STATE.policy, maxAutoLockMinutes: 2 };
    await putPolicy({ ...NO_POLICY_STATE, status: 'valid', policy });
    await vi.waitFor(() => expect(idle.seconds).toBe(2 * 60));
  });
});
