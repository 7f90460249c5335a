import fs from 'node:fs';
import type { BrowserContext, CDPSession, Page, Worker } from '@playwright/test';
import { DEFINE_NAME_HELPER } from '../bench/name-helper.ts';
import { type BackgroundWork, Extension, type SavedFile } from './extension.ts';

/** How to start the browser on the same profile folder: once, and again after a restart. */
type Launch = () => Promise<BrowserContext>;

/** How long a browser that was killed has to start the worker by itself. */
const WORKER_START_MS = 15_000;
/** How long it has to load the extension after that. */
const LOADED_TIMEOUT_MS = 15_000;

/** The extension in Chromium; its probe is the file of its strings. */
export class ChromiumExtension extends Extension {
  #context!: BrowserContext;
  #worker!: Worker;
  #probe!: Page;
  #cdp!: CDPSession;
  #statuses: string[] = ['running'];

  private constructor(readonly launch: Launch) {
    super();
  }

  static async start(launch: Launch): Promise<ChromiumExtension> {
    const extension = new ChromiumExtension(launch);
    await extension.#open();
    return extension;
  }

  get context(): BrowserContext {
    return this.#context;
  }

  /** The background's service worker. Evaluating in it hangs while it is stopped. */
  override get worker(): Worker {
    return this.#worker;
  }

  get probe(): Page {
    return this.#probe;
  }

  url(page: string): string {
    return `chrome-extension://${new URL(this.#worker.url()).host}/${page}`;
  }

  get workerRuns(): boolean {
    return this.#statuses.includes('running');
  }

  /** Of each version of the worker: `running`, `starting`, `stopping` or `stopped`. */
  override get workerStatus(): string {
    return this.#statuses.join(', ');
  }

  async stopWorker(): Promise<void> {
    const stops = this.workerStops;
    await this.#cdp.send('ServiceWorker.stopAllWorkers');
    // A page's message may have started it again by now.
    await this.#until(() => !this.workerRuns || this.workerStops > stops, 'the worker to stop');
  }

  async wakeWorker(): Promise<void> {
    if (this.workerRuns) return;
    await this.#cdp.send('ServiceWorker.startWorker', { scopeURL: this.url('') });
    await this.#until(() => this.workerRuns, 'the worker to start');
  }

  async inBackground<Arg>(work: BackgroundWork<Arg>, argument: Arg): Promise<void> {
    await this.wakeWorker();
    await this.#worker.evaluate(`${DEFINE_NAME_HELPER}; (${work})(globalThis, ${JSON.stringify(argument)});`);
  }

  async runCommand(name: string): Promise<void> {
    await this.wakeWorker();
    await this.#worker.evaluate(
      (command) =>
        (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch(command),
      name,
    );
  }

  async restartBrowser(): Promise<void> {
    await this.noteUncaught();
    await this.#context.close();
    await this.#open();
  }

  async openBrowserAgain(): Promise<void> {
    await this.#context.close().catch(() => {});
    // Chromium that was killed doesn't always start the worker by itself; what a person opens does.
    await this.#open((context) => this.#startedByPage(context));
  }

  /** Chromium reloads an unpacked extension in developer mode only; otherwise it disables it. */
  async allowReload(): Promise<void> {
    const settings = await this.#context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(turnDeveloperModeOn);
    await settings.close();
  }

  async reload(): Promise<void> {
    await this.allowReload();
    await this.noteUncaught();
    const restarted = this.#context.waitForEvent('serviceworker');
    await this.#probe
      .evaluate(() => chrome.runtime.reload())
      .catch(() => {
        // The page is closed before it can reply.
      });
    await this.#attach(await restarted);
  }

  async download(page: Page, press: () => Promise<void>): Promise<SavedFile> {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), text: fs.readFileSync(await download.path(), 'utf8') };
  }

  readClipboard(): Promise<string> {
    return this.#withClipboard((page) => page.evaluate(() => navigator.clipboard.readText()));
  }

  writeClipboard(text: string): Promise<void> {
    return this.#withClipboard((page) => page.evaluate((it) => navigator.clipboard.writeText(it), text));
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async #open(started = (context: BrowserContext) => context.waitForEvent('serviceworker')): Promise<void> {
    const context = await this.launch();
    this.#context = context;
    await this.#attach(context.serviceWorkers()[0] ?? (await started(context)));
    this.watchErrors(context);
  }

  /** Waits for the worker, and opens the popup for it if the browser doesn't start it. */
  async #startedByPage(context: BrowserContext): Promise<Worker> {
    const worker = await context
      .waitForEvent('serviceworker', { timeout: WORKER_START_MS })
      .catch(() => null);
    if (worker) return worker;
    const page = await context.newPage();
    const woken = context.waitForEvent('serviceworker');
    // It blocks the extension's pages until it has loaded the extension.
    await openWhenLoaded(page, this.url('popup.html'));
    await page.close();
    return woken;
  }

  async #attach(worker: Worker): Promise<void> {
    const context = this.#context;
    this.#worker = worker;
    this.#statuses = ['running'];
    this.#probe = await context.newPage();
    await this.#probe.goto(this.url('_locales/en/messages.json'));
    this.#cdp = await context.newCDPSession(this.#probe);
    this.#cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(this.url('')));
      if (ours.length === 0) return;
      this.#statuses = ours.map(({ runningStatus }) => runningStatus);
      if (this.#statuses.includes('stopped')) this.workerStops += 1;
    });
    await this.#cdp.send('ServiceWorker.enable');
  }

  /** A website's page that may use the clipboard, so that the extension's permissions don't change. */
  async #withClipboard<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const origin = 'https://docs.tago.io';
    await this.#context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const page = await this.#context.newPage();
    await page.goto(origin);
    await page.bringToFront();
    const result = await work(page);
    await page.close();
    return result;
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
      // A reply of the browser arrives after the events before it.
      await this.#probe.evaluate(() => new Promise((done) => setTimeout(done, 10)));
    }
  }
}

async function openWhenLoaded(page: Page, url: string): Promise<void> {
  const deadline = Date.now() + LOADED_TIMEOUT_MS;
  for (;;) {
    try {
      await page.goto(url);
      return;
    } catch (error) {
      if (!String(error).includes('ERR_BLOCKED_BY_CLIENT') || Date.now() > deadline) throw error;
      await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    }
  }
}

/** In `chrome://extensions`: its switch lies in nested shadow roots. */
function turnDeveloperModeOn(): void {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement & { checked?: boolean }>('*')) {
      if (element.id === 'devMode' && !element.checked) element.click();
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
}
