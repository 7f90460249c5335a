import fs from 'node:fs';
import type { BrowserContext, CDPSession, Page, Worker } from '@playwright/test';

/** What the toolbar shows. */
export interface Badge {
  text: string;
  title: string;
  /** Background, as `#rrggbb`. */
  colour: string;
}

/** How to start the browser on the same profile folder: once, and again after a restart. */
export type Launch = () => Promise<BrowserContext>;

const POPUP_SIZE = { width: 400, height: 600 };

/**
 * The extension in a running browser. Its own documents are seen through a *probe*: one of the extension's
 * files that is no page of its own (its strings), opened in a tab. It has the extension's API, and neither code
 * that would ask for a refresh nor a need of the worker.
 */
export class Extension {
  /** Errors that nobody caught, in any of the extension's pages. */
  readonly errors: string[] = [];
  #context!: BrowserContext;
  #worker!: Worker;
  #probe!: Page;
  #cdp!: CDPSession;
  #running = true;
  #onboarded = false;

  private constructor(readonly launch: Launch) {}

  static async start(launch: Launch): Promise<Extension> {
    const extension = new Extension(launch);
    await extension.#open();
    return extension;
  }

  get context(): BrowserContext {
    return this.#context;
  }

  get id(): string {
    return new URL(this.#worker.url()).host;
  }

  /** The background's service worker. Evaluating in it hangs while it is stopped. */
  get worker(): Worker {
    return this.#worker;
  }

  /** A document of the extension's origin without any of its code; see above. */
  get probe(): Page {
    return this.#probe;
  }

  url(page: string): string {
    return `chrome-extension://${this.id}/${page}`;
  }

  /** The popup, in a tab of the popup's size. */
  async popup(): Promise<Page> {
    const page = await this.#context.newPage();
    await page.setViewportSize(POPUP_SIZE);
    await page.goto(this.url('popup.html'));
    return page;
  }

  /** The options page at a route such as `#/connect`. */
  async options(route = ''): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.url(`options.html${route}`));
    return page;
  }

  /** The page that the extension itself opened on its first run. */
  async onboarding(): Promise<Page> {
    const isOptions = (page: Page) => page.url().startsWith(this.url('options.html'));
    const page =
      this.#context.pages().find(isOptions) ??
      (await this.#context.waitForEvent('page', { predicate: isOptions }));
    this.#onboarded = true;
    return page;
  }

  /** The onboarding page when it was not used yet, else a new options page at the route. */
  firstPage(route: string): Promise<Page> {
    return this.#onboarded ? this.options(route) : this.onboarding();
  }

  /** What the icon shows now, asked of the browser itself: the worker may be asleep, and stays so. */
  badge(): Promise<Badge> {
    return this.#probe.evaluate(async () => {
      const [text, title, colour] = await Promise.all([
        chrome.action.getBadgeText({}),
        chrome.action.getTitle({}),
        chrome.action.getBadgeBackgroundColor({}),
      ]);
      const hex = [...colour].slice(0, 3).map((part) => part.toString(16).padStart(2, '0'));
      return { text, title, colour: `#${hex.join('')}` };
    });
  }

  /** The badge's text as the worker reads it; wakes the worker. */
  async badgeFromWorker(): Promise<string> {
    await this.wakeWorker();
    return this.#worker.evaluate(() => chrome.action.getBadgeText({}));
  }

  /** True while the service worker runs. */
  get workerRuns(): boolean {
    return this.#running;
  }

  /** Kills the worker, wherever it is in its work, as the browser may at any moment. */
  async stopWorker(): Promise<void> {
    await this.#cdp.send('ServiceWorker.stopAllWorkers');
    await this.#until(() => !this.#running, 'the worker to stop');
  }

  /** Starts the worker without any message, alarm or page. */
  async wakeWorker(): Promise<void> {
    if (this.#running) return;
    await this.#cdp.send('ServiceWorker.startWorker', { scopeURL: this.url('') });
    await this.#until(() => this.#running, 'the worker to start');
  }

  /** Closes the browser and opens it again on the same profile. */
  async restartBrowser(): Promise<void> {
    await this.#context.close();
    await this.#open();
  }

  /** The same after the browser has died, whatever killed it. */
  async openBrowserAgain(): Promise<void> {
    await this.#context.close().catch(() => {});
    await this.#open();
  }

  /**
   * Reloads the extension's files, as an update does: all of its pages close. Chromium takes an unpacked extension
   * up again in developer mode only.
   */
  async reload(): Promise<void> {
    const settings = await this.#context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(turnDeveloperModeOn);
    await this.wakeWorker();
    const restarted = this.#context.waitForEvent('serviceworker');
    await this.#worker
      .evaluate(() => chrome.runtime.reload())
      .catch(() => {
        // The worker is gone before it can answer.
      });
    await this.#attach(await restarted);
    await settings.close();
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async #open(): Promise<void> {
    const context = await this.launch();
    this.#context = context;
    context.on('weberror', (error) => {
      const { name, message, stack } = error.error();
      if (error.page()?.url().startsWith('chrome-extension:'))
        this.errors.push(stack || `${name}: ${message}`);
    });
    await this.#attach(context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker')));
  }

  async #attach(worker: Worker): Promise<void> {
    const context = this.#context;
    this.#worker = worker;
    this.#running = true;
    this.#probe = await context.newPage();
    await this.#probe.goto(this.url('_locales/en/messages.json'));
    this.#cdp = await context.newCDPSession(this.#probe);
    this.#cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(this.url('')));
      if (ours.length > 0) this.#running = ours.some(({ runningStatus }) => runningStatus === 'running');
    });
    await this.#cdp.send('ServiceWorker.enable');
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
      // Any answer of the browser's comes after the events before it.
      await this.#probe.evaluate(() => new Promise((done) => setTimeout(done, 10)));
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

/** Removes a browser's profile folder; the browser may still be writing its last files. */
export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
