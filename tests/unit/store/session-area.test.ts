import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openPending, readPending } from '../../../lib/actions/docs/pending-copy.ts';
import {
  forgetConsoles,
  getConsoleSessions,
  getConsoleTokens,
  putConsole,
} from '../../../lib/store/console-session.ts';
import { getVaultMark } from '../../../lib/store/vault-status.ts';
import { eraseSession, openSession, sessionKey } from '../../../lib/vault/session.ts';

const FAILED = { failure: { code: 'storage-failed' } };

beforeEach(() => {
  for (const method of ['get', 'set', 'remove'] as const)
    vi.spyOn(fakeBrowser.storage.session, method).mockRejectedValue(new Error('Session storage is gone.'));
});

test.each<[what: string, work: () => Promise<unknown>]>([
  ['the vault is opened', () => openSession('key', new Uint8Array(32))],
  ['the vault is locked', eraseSession],
  ['a token is decrypted', () => sessionKey('key')],
  ['the vault’s status is read', getVaultMark],
  ['a console’s session is read', getConsoleSessions],
  ['a console’s token is read', getConsoleTokens],
  ['a console’s session is stored', () => putConsole('https://admin.tago.io', null)],
  ['the consoles’ sessions are forgotten', forgetConsoles],
  ['a copy waits for the person’s choice', () => openPending({ sample: null, use: 'read' } as never)],
  ['a waiting copy is read', readPending],
])('session storage that can’t be reached is a failure of the browser’s storage: %s', async (_what, work) => {
  await expect(work()).rejects.toMatchObject(FAILED);
});
