import { browser } from '../browser.ts';

/**
 * Denies content scripts access to a storage area, where the browser can (Chromium). For session storage, which holds
 * the vault's key, that is every browser's default; the synced area has nothing secret.
 */
export async function denyContentScripts(name: 'session' | 'sync'): Promise<void> {
  const area = browser.storage[name] as {
    setAccessLevel?: (options: { accessLevel: string }) => Promise<void>;
  };
  try {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // This browser can't: see above.
  }
}
