import { type BrowserContext, type CDPSession, expect, type Page } from '@playwright/test';

interface AxNode {
  nodeId: string;
  backendDOMNodeId?: number;
  ignored: boolean;
  childIds?: string[];
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** Longer than the extension's observer waits between two looks (entrypoints/docs.content/press-guard.ts). */
const LOOK_MS = 170;
/** At least four of its intervals. */
const VISIBILITY_MS = 600;

/** The dock's handle. */
export const DOCK = /^Active TagoIO profile/;

/** A page of the docs site and what the extension has put into it, seen as a screen reader sees it. */
export class DocsPage {
  /** Where the content script runs: a world of its own in the page. */
  #contentScript = 0;
  #contentScripts = 0;

  private constructor(
    readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async open(
    context: BrowserContext,
    path: string,
    prepare: (page: Page) => Promise<void> = async () => {},
  ): Promise<DocsPage> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Accessibility.enable');
    await cdp.send('DOM.enable');
    const docs = new DocsPage(page, cdp);
    cdp.on('Runtime.executionContextCreated', ({ context: { id, origin } }) => {
      if (!origin.startsWith('chrome-extension:')) return;
      docs.#contentScript = id;
      docs.#contentScripts += 1;
    });
    await cdp.send('Runtime.enable');
    await page.addInitScript(() => {
      const found: string[] = [];
      (globalThis as { refused?: string[] }).refused = found;
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        found.push(`${violatedDirective} ${blockedURI}`);
      });
    });
    await prepare(page);
    await page.goto(`https://docs.tago.io${path}`);
    await page.locator('html[data-has-hydrated="true"]').waitFor();
    return docs;
  }

  /** Nodes of that role whose name matches, in the order of the page. Closed shadow roots are no wall here. */
  async find(role: string, name: RegExp | string): Promise<AxNode[]> {
    const { nodes } = (await this.cdp.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    return nodes.filter((node) => {
      const label = node.name?.value ?? '';
      return (
        !node.ignored &&
        node.role?.value === role &&
        (typeof name === 'string' ? label === name : name.test(label))
      );
    });
  }

  async names(role: string, name: RegExp): Promise<string[]> {
    return (await this.find(role, name)).map((node) => node.name?.value ?? '');
  }

  /** All that is said in it, for eyes and ears. */
  async texts(pattern: RegExp): Promise<string[]> {
    return this.names('StaticText', pattern);
  }

  /** The first such node, waited for. */
  async get(role: string, name: RegExp | string): Promise<AxNode> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const [node] = await this.find(role, name);
      if (node) return node;
      if (Date.now() > deadline) throw new Error(`gave up waiting for ${role} ${name}`);
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
  }

  /** Where it is in the viewport, scrolled into it first. */
  async box(
    role: string,
    name: RegExp | string,
  ): Promise<{ x: number; y: number; width: number; height: number }> {
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    await this.cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { model } = await this.cdp.send('DOM.getBoxModel', { backendNodeId });
    const [x = 0, y = 0] = model.border;
    return { x, y, width: model.width, height: model.height };
  }

  /** Clicks as a person does: the pointer goes there, and presses what it finds. */
  async press(role: string, name: RegExp | string): Promise<void> {
    await this.page.bringToFront();
    const { x, y, width, height } = await this.box(role, name);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await this.settled();
    // A person needs longer than this from seeing a button to pressing it.
    await this.visibilityJudged();
    const now = await this.box(role, name);
    await this.page.mouse.click(now.x + now.width / 2, now.y + now.height / 2);
  }

  /** Lays the page out as the browser's zoom does in a window of 1280 × 900: fewer pixels, each of them larger. */
  async zoom(factor: number): Promise<void> {
    await this.cdp.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(1280 / factor),
      height: Math.round(900 / factor),
      deviceScaleFactor: factor,
      mobile: false,
    });
  }

  /** Taps it with a finger. */
  async tap(role: string, name: RegExp | string): Promise<void> {
    const { x, y, width, height } = await this.box(role, name);
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
    await this.visibilityJudged();
    await this.cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await this.cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await this.cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await this.cdp.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  }

  /** As {@link press}, of several the one that nothing lies over. */
  async pressUncovered(role: string, name: RegExp | string): Promise<void> {
    for (const { backendDOMNodeId: backendNodeId } of await this.find(role, name)) {
      const { model } = await this.cdp.send('DOM.getBoxModel', { backendNodeId });
      const [left = 0, top = 0] = model.border;
      const [x, y] = [left + model.width / 2, top + model.height / 2];
      const ours = await this.page.evaluate(
        ([px, py]) => document.elementFromPoint(px!, py!)?.hasAttribute('data-profiles-for-tagoio'),
        [x, y],
      );
      if (!ours) continue;
      await this.page.mouse.move(x, y, { steps: 3 });
      await this.visibilityJudged();
      return this.page.mouse.click(x, y);
    }
    throw new Error(`every ${role} ${name} is covered`);
  }

  /** Opens the dock by its handle, as a pointer does, and presses what is in it. */
  async pressInDock(name: RegExp | string): Promise<void> {
    await this.page.bringToFront();
    const { x, y, width, height } = await this.box('button', DOCK);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await this.press('button', name);
  }

  /** Focuses it as the keyboard would. */
  async focus(role: string, name: RegExp | string): Promise<void> {
    await this.page.bringToFront();
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    await this.cdp.send('DOM.focus', { backendNodeId });
    await this.settled();
  }

  /** A hover may widen the button: what it is after the next frames is what a person aims at. */
  private async settled(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /** Buttons on samples, by their names. */
  copyButtons(): Promise<string[]> {
    return this.names('button', /^Copy (with|ready to run)/);
  }

  /** Waits until a live region of the extension's says it. */
  async text(text: RegExp | string): Promise<void> {
    const says = (label: string) => (typeof text === 'string' ? label === text : text.test(label));
    await expect
      .poll(async () => (await this.statusTexts()).some(says), { message: `said ${text}` })
      .toBe(true);
  }

  /** Waits until nothing of that role and name is there anymore. */
  async gone(role: string, name: RegExp | string): Promise<void> {
    await expect.poll(async () => (await this.find(role, name)).length).toBe(0);
  }

  /** The next copy of this tab is allowed a second after the last one. */
  async untilPaceAllows(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
  }

  /** Computed styles of a node, also inside a closed shadow root. */
  async styleOf(role: string, name: RegExp | string, properties: string[]): Promise<string[]> {
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    const { object } = await this.cdp.send('DOM.resolveNode', { backendNodeId });
    const { result } = await this.cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration:
        'function (...names) { return names.map((name) => getComputedStyle(this).getPropertyValue(name)); }',
      arguments: properties.map((value) => ({ value })),
      returnByValue: true,
    });
    return result.value as string[];
  }

  /** Two idle periods of the page: what the extension had to do in it is done. */
  async idle(): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate(
      () => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done), { timeout: 2000 })),
    );
  }

  /** How often the extension's content script was started in this tab, its frames included. */
  contentScripts(): number {
    return this.#contentScripts;
  }

  /** Everything that the page's content security policy has refused so far. */
  refused(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as { refused?: string[] }).refused ?? []);
  }

  /** Sends a message from the content script's world, as a taken-over page process could. */
  sendAsContentScript(type: string, data: unknown): Promise<unknown> {
    const message = JSON.stringify({ id: 1, type, data, timestamp: 0 });
    return this.#inContentScript(
      `new Promise((done) => chrome.runtime.sendMessage(${message}, (answer) => done(answer?.res ?? answer)))`,
    );
  }

  /** From now on keeps every message that the content script sends or gets, and every answer. */
  async recordMessages(): Promise<void> {
    await this.#inContentScript(`{
      globalThis.recorded = [];
      const send = chrome.runtime.sendMessage.bind(chrome.runtime);
      chrome.runtime.sendMessage = async (message) => {
        recorded.push({ type: 'sent', message });
        const answer = await send(message);
        recorded.push({ type: message.type, message, answer });
        return answer;
      };
      chrome.runtime.onMessage.addListener((message) => void recorded.push({ type: 'received', message }));
      chrome.storage.onChanged.addListener((changes) => void recorded.push({ type: 'stored', changes }));
    }`);
  }

  async recordedMessages(): Promise<{ type: string; message: { type: string; data?: unknown } }[]> {
    return JSON.parse(await this.#inContentScript('JSON.stringify(recorded)'));
  }

  /** Everything that the page's process holds: the page's own and the content script's. */
  async heap(): Promise<string> {
    const chunks: string[] = [];
    const keep = ({ chunk }: { chunk: string }) => chunks.push(chunk);
    this.cdp.on('HeapProfiler.addHeapSnapshotChunk', keep);
    await this.cdp.send('HeapProfiler.enable');
    await this.cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.cdp.off('HeapProfiler.addHeapSnapshotChunk', keep);
    return chunks.join('');
  }

  /**
   * Draws frames for so long that the browser has looked several times at what can be seen, which it reports to the
   * content script alone.
   */
  async visibilityJudged(): Promise<void> {
    await this.page.evaluate(async (ms) => {
      const start = performance.now();
      while (performance.now() - start < ms) await new Promise((done) => requestAnimationFrame(done));
    }, VISIBILITY_MS);
  }

  /** Returns a function that waits until the browser has looked again at that node, and returns true if it sees it. */
  async looker(role: string, name: RegExp | string): Promise<() => Promise<boolean>> {
    const { backendDOMNodeId: backendNodeId } = await this.get(role, name);
    const executionContextId = this.#contentScript;
    const { object } = await this.cdp.send('DOM.resolveNode', { backendNodeId, executionContextId });
    return async () => {
      const { result } = await this.cdp.send('Runtime.callFunctionOn', {
        objectId: object.objectId,
        functionDeclaration: `async function () {
          const start = performance.now();
          while (performance.now() - start < ${LOOK_MS}) await new Promise((done) => requestAnimationFrame(done));
          return new Promise((done) => {
            const observer = new IntersectionObserver(([entry]) => {
              observer.disconnect();
              done(entry.isVisible);
            }, { trackVisibility: true, delay: 100 });
            observer.observe(this);
          });
        }`,
        awaitPromise: true,
        returnByValue: true,
      });
      return result.value as boolean;
    };
  }

  /**
   * A page with what stands in a closed shadow root, in an open one: for tools that see into open ones alone.
   * Popovers are laid out as they are seen.
   */
  async openCopy(kind: 'sample' | 'dock'): Promise<Page> {
    const { html, css } = JSON.parse(
      await this.#inContentScript(`(() => {
        const root = chrome.dom.openOrClosedShadowRoot(document.querySelector('[data-profiles-for-tagoio="${kind}"]'));
        const css = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join('\\n');
        return JSON.stringify({ html: root.innerHTML, css });
      })()`),
    ) as { html: string; css: string };
    const page = await this.page.context().newPage();
    await page.setContent(
      '<!doctype html><html lang="en"><title>Copy</title><main><h1>Copy</h1><div id="host"></div></main></html>',
    );
    await page.evaluate(
      ([markup, styles]) => {
        const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
        root.innerHTML = markup!.replaceAll(/ popover="\w+"/g, ' data-popover');
        const sheet = new CSSStyleSheet();
        // The page's own theme attribute is not there: the browser's scheme stands for it.
        const laidOut =
          '[data-popover] { position: static; } :host { color-scheme: light dark; position: static !important; }';
        sheet.replaceSync(styles!.replaceAll('[popover]', '[data-popover]') + laidOut);
        root.adoptedStyleSheets = [sheet];
      },
      [html, css],
    );
    return page;
  }

  async #inContentScript<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.cdp.send('Runtime.evaluate', {
      contextId: this.#contentScript,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  private async statusTexts(): Promise<string[]> {
    const { nodes } = (await this.cdp.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const textOf = (node: AxNode): string =>
      node.role?.value === 'StaticText'
        ? (node.name?.value ?? '')
        : (node.childIds ?? []).map((id) => textOf(byId.get(id) ?? node)).join('');
    return nodes.filter((node) => node.role?.value === 'status').map(textOf);
  }
}

/** What the system's clipboard holds, read by a page that may. */
export async function clipboardOf(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read'], { origin: 'https://docs.tago.io' });
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Puts a text on the clipboard, `planted`, to see whether it stays. */
export async function plantOnClipboard(page: Page): Promise<void> {
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://docs.tago.io' });
  await page.bringToFront();
  await page.evaluate(() => navigator.clipboard.writeText('planted'));
}
