import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ApiOrigin, ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { connectionKeyOf } from '../../../lib/domain/identity/keys.ts';
import { onStoreChange } from '../../../lib/store/changes.ts';
import { closeDatabase } from '../../../lib/store/database.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { Role } from '../../sandbox/state.ts';

/** Which permissions the fake browser has: all of them, or none; and the hosts that were given up. */
export const granted = { all: true, removed: [] as string[] };

/** The worker's navigator; Node.js before 21 has none. */
export const fakeNavigator = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36',
  onLine: true,
};

/** Adds what the fake browser lacks: a navigator, permissions, content scripts, platform information. */
function completeFakeBrowser(): void {
  granted.all = true;
  granted.removed = [];
  fakeNavigator.onLine = true;
  vi.stubGlobal('navigator', fakeNavigator);
  Object.assign(fakeBrowser.permissions, {
    contains: async () => granted.all,
    remove: async ({ origins }: { origins: string[] }) => granted.removed.push(...origins) > 0,
  });
  Object.assign(fakeBrowser, {
    scripting: {
      unregisterContentScripts: async () => {},
      registerContentScripts: async () => {},
      executeScript: async () => [],
    },
  });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux', arch: 'x86-64' }) });
}

/** Empties the store and resets the fake browser, as after the installation. */
export async function freshBrowser(): Promise<void> {
  await closeDatabase();
  indexedDB.deleteDatabase('profiles');
  fakeBrowser.reset();
  completeFakeBrowser();
}

/** Makes writes to one object store fail, as on a full disk, until the spy is restored. */
export function failWritesTo(store: string) {
  const put = IDBObjectStore.prototype.put;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (this.name === store) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, row);
  });
}

export const originOf = (sandbox: Sandbox) => sandbox.origin as ApiOrigin;

export function keyFor(sandbox: Sandbox, role: Role): ConnectionKey {
  return connectionKeyOf(originOf(sandbox), accountOf(sandbox, role).id);
}

/** Resolves once `holds` is true of the store; checked again after every change event. */
export async function waitForStore(holds: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const check = () => {
      holds().then((isTrue) => {
        if (!isTrue) return;
        stop();
        resolve();
      }, reject);
    };
    // Subscribed first, so that no change during the first check is missed.
    const stop = onStoreChange(check);
    check();
  });
}
