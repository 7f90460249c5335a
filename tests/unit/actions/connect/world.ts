import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ApiOrigin, ConnectionKey } from '../../../../lib/domain/identity/keys.ts';
import { connectionKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { onStoreChange } from '../../../../lib/store/changes.ts';
import { closeDatabase } from '../../../../lib/store/database.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';

/** The parts of the browser that the fake one lacks: permissions, platform info, alarms' promise. */
export const granted = { all: true };

/** Node before 21 has none; every worker has. */
export const worker = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36',
  onLine: true,
};

export function completeBrowser(): void {
  granted.all = true;
  worker.onLine = true;
  vi.stubGlobal('navigator', worker);
  Object.assign(fakeBrowser.permissions, { contains: async () => granted.all });
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux', arch: 'x86-64' }) });
}

/** A fresh store and browser, as on the first start. */
export async function freshWorld(): Promise<void> {
  await closeDatabase();
  indexedDB.deleteDatabase('profiles');
  fakeBrowser.reset();
  completeBrowser();
}

export const originOf = (sandbox: Sandbox) => sandbox.origin as ApiOrigin;

export function account(sandbox: Sandbox, role: string) {
  const found = sandbox.accounts.find((candidate) => candidate.role === role);
  if (!found) throw new Error(`no account ${role}`);
  return found;
}

export function keyFor(sandbox: Sandbox, role: string): ConnectionKey {
  return connectionKeyOf(originOf(sandbox), account(sandbox, role).id);
}

/** Resolves once `holds` is true of the store; looked at again after every change event. */
export async function storeSays(holds: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      holds().then((yes) => {
        if (!yes) return;
        stop();
        resolve();
      }, reject);
    };
    // Listens first: what changes during the first look is not missed.
    const stop = onStoreChange(look);
    look();
  });
}
