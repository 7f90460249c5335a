import type { Firefox } from '../../browsers/firefox.ts';
import { COVERS, HONEST, UNCOVER } from '../../docs-pages/covers.ts';
import { operationPath } from '../../docs-pages/site.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import { words } from '../english-words.ts';
import { LONG } from '../tags.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';
import { button, connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

const HOST = '[data-profiles-for-tagoio="sample"]';

/** Where a press reaches the button on the first sample; what is in it is closed to everybody. */
const FIND_POINT = `
  const host = () => document.querySelector('${HOST}');
  while (!host()) await new Promise((done) => requestAnimationFrame(done));
  host().parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const find = () => {
    const area = host().parentElement.getBoundingClientRect();
    for (let y = area.top - 20; y < area.bottom; y += 4) {
      for (let x = area.left + 4; x < area.right; x += 8) {
        if (document.elementFromPoint(x, y) === host() && document.elementFromPoint(x + 8, y + 8) === host())
          return { x: Math.round(x + 8), y: Math.round(y + 8) };
      }
    }
    throw new Error('the button is nowhere');
  };
  // Until the page, scrolled or zoomed just now, has come to rest.
  for (let [before, point] = [null, find()]; ; [before, point] = [point, find()]) {
    if (before?.x === point.x && before.y === point.y) return point;
    await frame();
    await frame();
  }
`;

/** The pointers that a person may press with. */
type Pointer = 'mouse' | 'touch';

async function pressAt(
  firefox: Firefox,
  { x, y }: { x: number; y: number },
  pointerType: Pointer = 'mouse',
): Promise<void> {
  await firefox.marionette.send('WebDriver:PerformActions', {
    actions: [
      {
        type: 'pointer',
        id: pointerType,
        parameters: { pointerType },
        actions: [
          { type: 'pointerMove', duration: 0, x, y, origin: 'viewport' },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
}

/** Focuses the button on the first sample, and presses Enter. */
async function pressEnter(firefox: Firefox): Promise<void> {
  await firefox.marionette.send('WebDriver:ExecuteScript', {
    script: `document.querySelector('${HOST}').openOrClosedShadowRoot.querySelector('button').focus()`,
    args: [],
    sandbox: 'system',
  });
  const [type, value] = ['key', '\uE007'];
  const actions = [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
  await firefox.marionette.send('WebDriver:PerformActions', { actions: [{ type, id: 'keyboard', actions }] });
}

/** Zooms the page as a person does, and waits until it is laid out at that size. */
async function zoom(firefox: Firefox, factor: number): Promise<void> {
  await firefox.runInChrome('window.gBrowser.selectedBrowser.fullZoom = args[0]', factor);
  await firefox.run(
    'while (Math.abs(devicePixelRatio - args[0]) > 0.05) await new Promise((done) => requestAnimationFrame(done));',
    factor,
  );
}

/**
 * The markup of the button on the first sample: its label names the profile. It is closed to the page, and open to the
 * browser itself.
 */
async function buttonText(firefox: Firefox): Promise<string> {
  const { value } = await firefox.marionette.send<{ value: string }>('WebDriver:ExecuteScript', {
    script: `return document.querySelector('${HOST}')?.openOrClosedShadowRoot.innerHTML ?? ''`,
    args: [],
    sandbox: 'system',
  });
  return value;
}

const handles = (firefox: Firefox) => firefox.marionette.send<string[]>('WebDriver:GetWindowHandles');

const currentHandle = async (firefox: Firefox) =>
  (await firefox.marionette.send<{ value: string }>('WebDriver:GetWindowHandle')).value;

/** Windows and tabs that show the copy window; the browser is left in `page`. */
async function copyWindows(firefox: Firefox, page: string): Promise<string[]> {
  const found: string[] = [];
  for (const handle of await handles(firefox)) {
    if (handle === page) continue;
    await switchTo(firefox, handle);
    const { value: url } = await firefox.marionette.send<{ value: string }>('WebDriver:GetCurrentURL');
    if (url === firefox.pageUrl('pick.html')) found.push(handle);
  }
  await switchTo(firefox, page);
  return found;
}

const switchTo = (firefox: Firefox, handle: string) =>
  firefox.marionette.send('WebDriver:SwitchToWindow', { handle });

async function closeWindow(firefox: Firefox, handle: string, page: string): Promise<void> {
  await switchTo(firefox, handle);
  await firefox.marionette.send('WebDriver:CloseWindow');
  await switchTo(firefox, page);
}

/** Presses Copy in the extension's own window, waits until it says so, closes it and comes back. */
async function copyInWindow(firefox: Firefox, page: string): Promise<string> {
  // Not merely another window: installing the extension opens its options page.
  await expect.poll(async () => (await copyWindows(firefox, page)).length).toBe(1);
  const [window] = await copyWindows(firefox, page);
  await switchTo(firefox, window!);
  const copy = `${button(words('copyWindowCopy'))}[not(@disabled)]`;
  const shown = await firefox.find(`//main[.${copy}]`);
  await firefox.click(copy);
  await firefox.find(`//*[@role="status"][contains(., "Copied")]`);
  await closeWindow(firefox, window!, page);
  return shown;
}

test(
  'a sample is copied complete on the docs site in Firefox, through the extension’s own window and by no script',
  LONG,
  async ({ firefox, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connectInFirefox(firefox, account);
    await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/profile/:id/summary')}`);
    const page = await currentHandle(firefox);
    const listed = sandbox.requests.count({ route: '/profile/:id/token' });
    await firefox.run(`
    const host = () => document.querySelector('${HOST}');
    while (!host()) await new Promise((done) => requestAnimationFrame(done));
    host().click();
    host().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    if (host().shadowRoot || host().localName !== 'div') throw new Error('the page sees into it');
  `);
    // For a second, a window that a script opened would keep the press from opening another.
    await untilNextWindow(firefox);
    expect(await copyWindows(firefox, page)).toEqual([]);
    expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed);

    await pressAt(firefox, await firefox.run(FIND_POINT));
    const shown = await copyInWindow(firefox, page);
    expect(shown).toContain('Acme Farms');
    expect(shown).toContain('api.us-e1.tago.io');
    await expect
      .poll(() => readClipboard(firefox).catch(() => ''))
      .toBe(
        `curl -L 'https://api.us-e1.tago.io/profile/${account.profiles[0]!.id}/summary' \\\n-H 'token: ${account.tokens?.read}' \\\n-H 'Accept: application/json'`,
      );
  },
);

test(
  'a docs page that comes back from memory in Firefox shows the profile of now, and a press copies for it',
  LONG,
  async ({ firefox, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const other = account.profiles.find(({ name }) => name === 'Greenhouse Iberia')!;
    await connectInFirefox(firefox, account);
    await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/profile/:id/summary')}`);
    const page = await currentHandle(firefox);
    await expect.poll(() => buttonText(firefox)).toContain('Acme Farms');
    await firefox.run('window.keptInMemory = true');
    await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/device')}`);

    // Meanwhile, elsewhere, another profile becomes the active one.
    const { handle } = await firefox.marionette.send<{ handle: string }>('WebDriver:NewWindow', {
      type: 'tab',
      focus: false,
    });
    await switchTo(firefox, handle);
    await firefox.navigate(firefox.pageUrl('popup.html'));
    await firefox.click(`//*[@role="option"][contains(., "${other.name}")]`);
    await firefox.find(`//h1[contains(., "${other.name}")]`);
    await closeWindow(firefox, handle, page);

    await firefox.marionette.send('WebDriver:Back', {});
    expect(await firefox.run('return window.keptInMemory === true')).toBe(true);
    await expect.poll(() => buttonText(firefox)).toContain(other.name);
    await pressAt(firefox, await firefox.run(FIND_POINT));
    expect(await copyInWindow(firefox, page)).toContain(other.name);
    await expect.poll(() => readClipboard(firefox).catch(() => '')).toContain(`/profile/${other.id}/summary`);
  },
);

const runOnHost = (firefox: Firefox, script: string) =>
  firefox.run(`new Function('host', args[0])(document.querySelector('${HOST}'))`, script);

test(
  'in Firefox a person’s press leads to a copy on pages that are zoomed, filtered or transformed',
  LONG,
  async ({ firefox, sandbox }) => {
    test.setTimeout(300_000);
    sandbox.limits.scale = 'off';
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/device')}`);
    await firefox.bringToFront();
    const page = await currentHandle(firefox);
    const pressWith = async (pointer: Pointer) => pressAt(firefox, await firefox.run(FIND_POINT), pointer);
    const expectCopy = async (what: string, press: () => Promise<void>) => {
      await writeClipboard(firefox, 'planted');
      await press();
      await copyInWindow(firefox, page);
      await expect.poll(() => readClipboard(firefox), { message: what }).toContain('curl -L');
      await untilNextWindow(firefox);
    };

    for (const [what, script] of Object.entries(HONEST)) {
      await runOnHost(firefox, script);
      await expectCopy(what, () => pressWith('mouse'));
      await runOnHost(firefox, UNCOVER);
      await firefox.run('document.documentElement.removeAttribute("data-theme")');
    }
    for (const factor of [0.5, 0.8, 1.5, 2, 3]) {
      await zoom(firefox, factor);
      await expectCopy(`zoom ${factor}`, () => pressWith('mouse'));
    }
    await zoom(firefox, 1);
    await expectCopy('the keyboard', () => pressEnter(firefox));
    await expectCopy('a finger', () => pressWith('touch'));
  },
);

/** The next window may be asked for a second after the last one (lib/actions/docs/rate-limit.ts). */
const untilNextWindow = (firefox: Firefox) =>
  firefox.run('await new Promise((done) => setTimeout(done, 1100))');

test('in Firefox no cover gets a token', LONG, async ({ firefox, sandbox }) => {
  sandbox.limits.scale = 'off';
  await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
  await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/device')}`);
  await firefox.bringToFront();
  const page = await currentHandle(firefox);
  await writeClipboard(firefox, 'planted');
  const point = await firefox.run<{ x: number; y: number }>(FIND_POINT);
  for (const [cover, script] of Object.entries(COVERS)) {
    await runOnHost(firefox, script);
    await pressAt(firefox, point);
    await runOnHost(firefox, UNCOVER);
    expect(await readClipboard(firefox), cover).toBe('planted');
  }
  for (const handle of await copyWindows(firefox, page)) await closeWindow(firefox, handle, page);
  // The control comes after all of them: what they had asked for would be there by now.
  await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/device')}`);
  const again = await firefox.run<{ x: number; y: number }>(FIND_POINT);
  expect(await readClipboard(firefox)).toBe('planted');
  // A press on a cover may have asked for a window, which was closed.
  await untilNextWindow(firefox);
  await pressAt(firefox, again);
  await copyInWindow(firefox, page);
  await expect.poll(() => readClipboard(firefox)).toContain('curl -L');
});
