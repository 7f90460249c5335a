import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { decodedStores, needlesOf, needlesOfBytes, searchFolder } from './artifacts.ts';
import { chromeBuild } from './builds.ts';
import { ChromiumExtension } from './chromium-extension.ts';
import { words } from './english-words.ts';
import { type Extension, removeFolder } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { PASSPHRASE, setPassphrase } from './pages/security-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

async function unlockInPopup(popup: Page, passphrase: string): Promise<void> {
  await popup.getByLabel(words('popupPassphrase')).fill(passphrase);
  await popup.getByRole('button', { name: words('popupUnlock'), exact: true }).click();
}

const lockedBanner = (popup: Page) =>
  popup.getByText('Locked. Enter your passphrase to copy tokens and refresh.');

/** The salts that the vault keeps, one per key in force: a second one would be of a key that is gone. */
async function saltOf(extension: Extension): Promise<Buffer> {
  const salts = await extension.probe.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('vault');
    const found: number[][] = [];
    for await (const entry of folder.values()) {
      const file = await (entry as FileSystemFileHandle).getFile();
      found.push([...new Uint8Array(await file.arrayBuffer())]);
    }
    return found;
  });
  expect(salts.map((salt) => salt.length)).toEqual([32]);
  return Buffer.from(salts[0] ?? []);
}

/**
 * A wrong passphrase opens nothing, and the platform got no request beyond `asked`; the right one is the control:
 * nothing else was missing.
 */
async function expectOnlyPassphraseOpens(popup: Page, sandbox: Sandbox, asked: number): Promise<void> {
  await unlockInPopup(popup, 'violet tractors hum at one');
  await expect(popup.getByText('Wrong passphrase.')).toBeVisible();
  expect(sandbox.requests.count()).toBe(asked);

  await unlockInPopup(popup, PASSPHRASE);
  await expect(lockedBanner(popup)).toBeHidden();
  const refreshed = sandbox.requests.next({ route: '/profile/:id/summary' });
  await popup.getByRole('button', { name: words('popupRefresh') }).click();
  expect((await refreshed).status).toBe(200);
}

test('the key outlives the worker, not the browser', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await setPassphrase(extension);
  await extension.stopWorker();
  let popup = await extension.popup();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
  const refreshed = sandbox.requests.next({ route: '/profile/:id/summary' });
  await popup.getByRole('button', { name: words('popupRefresh') }).click();
  expect((await refreshed).status).toBe(200);
  await expect(lockedBanner(popup)).toBeHidden();

  await extension.restartBrowser();
  const asked = sandbox.requests.count();
  popup = await extension.popup();
  await expect(lockedBanner(popup)).toBeVisible();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
  expect(sandbox.requests.count()).toBe(asked);
  await unlockInPopup(popup, PASSPHRASE);
  await expect(lockedBanner(popup)).toBeHidden();
});

test('once a passphrase is set, nothing on disk opens the vault', async ({
  extension,
  sandbox,
  profileFolder,
  front,
  chromiumPath,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const salt = await saltOf(extension);
  const oldSalt = needlesOfBytes('salt of the time before', salt);
  // The control: without a passphrase the disk has all it takes.
  const before = await decodedStores(extension);
  expect(before).toContain('CryptoKey extractable:false');
  expect(before).toContain(salt.toString('latin1'));
  expect(searchFolder(profileFolder, oldSalt)).toHaveLength(1);

  await setPassphrase(extension);
  const session = await extension.probe.evaluate(() => chrome.storage.session.get(null));
  const { key } = session.vaultKey as { key: string };
  const rawKey = Buffer.from(key, 'base64');
  expect(rawKey).toHaveLength(32);
  const stores = await decodedStores(extension);
  expect(stores).not.toContain('CryptoKey');
  expect(stores).not.toContain(key);
  const newSalt = needlesOfBytes('salt of today', await saltOf(extension));

  await extension.close();
  expect(searchFolder(profileFolder, newSalt)).toHaveLength(1);
  expect(
    searchFolder(profileFolder, [
      ...oldSalt,
      ...needlesOfBytes('raw key', rawKey),
      ...needlesOf('passphrase', PASSPHRASE),
      ...sandbox.state.tokens.flatMap(({ name, token }) => needlesOf(`token “${name}”`, token)),
    ]),
  ).toEqual([]);

  // Another computer with all of the files, and the extension's own code.
  const copy = `${profileFolder}-copy`;
  fs.cpSync(profileFolder, copy, { recursive: true, verbatimSymlinks: true });
  for (const name of fs.readdirSync(copy)) if (name.startsWith('Singleton')) fs.rmSync(path.join(copy, name));
  const thief = await ChromiumExtension.start(() =>
    launchChromium({
      executable: chromiumPath,
      extension: chromeBuild(),
      profile: copy,
      frontPort: front.port,
      headless: true,
    }),
  );
  try {
    const popup = await thief.popup();
    await expect(lockedBanner(popup)).toBeVisible();
    const asked = sandbox.requests.count();
    await popup.getByRole('button', { name: words('popupRefresh') }).click();
    await expectOnlyPassphraseOpens(popup, sandbox, asked);
  } finally {
    await thief.close();
    removeFolder(copy);
  }
});
