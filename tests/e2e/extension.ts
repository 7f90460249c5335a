import fs from 'node:fs';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import type { ErrorEntry } from '../../lib/domain/diagnostics/error-entry.ts';
import { failureWords } from '../../lib/domain/diagnostics/report.ts';

/** What the toolbar shows. */
export interface Badge {
  text: string;
  title: string;
  /** Background, as `#rrggbb`. */
  colour: string;
}

/** A file that was downloaded. */
export interface SavedFile {
  name: string;
  text: string;
}

/** Runs in the background: `scope` is its global object. */
export type BackgroundWork<Arg> = (scope: typeof globalThis, argument: Arg) => void;

const POPUP_SIZE = { width: 400, height: 600 };

/**
 * The extension in a running browser, whichever it is. Its own documents are seen through a *probe*: one of the
 * extension's files that is no page of its own, opened in a tab. It has the extension's API, and neither code that
 * would ask for a refresh nor a need of the background.
 */
export abstract class Extension {
  /**
   * Errors that nobody caught: those of the extension's pages, and the background's as {@link noteUncaught} found them.
   */
  readonly errors: string[] = [];
  /** How often the background was seen to end, whoever ended it; counted in Chromium alone. */
  workerStops = 0;
  #onboarded = false;

  abstract get context(): BrowserContext;
  /** A document of the extension's origin without any of its code; see above. */
  abstract get probe(): Page;
  /** The address of one of the extension's files. */
  abstract url(page: string): string;
  /** True while the background runs. */
  abstract get workerRuns(): boolean;
  /** What the browser says of the background, for a report; known in Chromium alone. */
  get workerStatus(): string {
    return 'unknown';
  }
  /** Ends the background, wherever it is in its work, as the browser may at any moment. */
  abstract stopWorker(): Promise<void>;
  /** Starts the background without any message, alarm or page. */
  abstract wakeWorker(): Promise<void>;
  /** Wakes the background where it sleeps, and runs a function in it, which sees nothing of where it is written. */
  abstract inBackground<Arg>(work: BackgroundWork<Arg>, argument: Arg): Promise<void>;
  /** Runs one of the keyboard commands, in Firefox by its keys. */
  abstract runCommand(name: string): Promise<void>;
  /** Closes the browser and opens it again on the same profile. */
  abstract restartBrowser(): Promise<void>;
  /** The same after the browser has died, whatever killed it. */
  abstract openBrowserAgain(): Promise<void>;
  /** Reloads the extension's files, as an update does: all of its pages close. */
  abstract reload(): Promise<void>;
  /** Returns the file that a press in a page downloads. */
  abstract download(page: Page, press: () => Promise<void>): Promise<SavedFile>;
  /**
   * Returns the text on the system's clipboard, read without the extension; another page may have the focus after it.
   */
  abstract readClipboard(): Promise<string>;
  abstract writeClipboard(text: string): Promise<void>;
  abstract close(): Promise<void>;

  get id(): string {
    return new URL(this.url('')).host;
  }

  /** The background's service worker, in Chromium; Firefox has a page instead, which no test sees into. */
  get worker(): Worker {
    throw new Error('only Chromium has a service worker');
  }

  /** The popup, in a tab of the popup's size. */
  async popup(): Promise<Page> {
    const page = await this.context.newPage();
    await page.setViewportSize(POPUP_SIZE);
    await page.goto(this.url('popup.html'));
    return page;
  }

  /** The options page at a route such as `#/connect`. */
  async options(route = ''): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.url(`options.html${route}`));
    return page;
  }

  /** The page that the extension itself opened on its first run. */
  async onboarding(): Promise<Page> {
    const page = await this.findOnboarding();
    this.#onboarded = true;
    // In Firefox every other page has a window of its own, and only one of them has the focus.
    await page.bringToFront();
    return page;
  }

  /** The onboarding page when it was not used yet, else a new options page at the route. */
  firstPage(route: string): Promise<Page> {
    return this.#onboarded ? this.options(route) : this.onboarding();
  }

  /** What the icon shows now, asked of the browser itself: the background may be asleep, and stays so. */
  badge(): Promise<Badge> {
    return this.probe.evaluate(async () => {
      const [text, title, colour] = await Promise.all([
        chrome.action.getBadgeText({}),
        chrome.action.getTitle({}),
        chrome.action.getBadgeBackgroundColor({}),
      ]);
      const hex = [...colour].slice(0, 3).map((part) => part.toString(16).padStart(2, '0'));
      return { text, title, colour: `#${hex.join('')}` };
    });
  }

  /**
   * Notes the errors that nobody caught in the background, as diagnostics recorded them. To be called before what ends
   * the session that they are stored for.
   */
  async noteUncaught(): Promise<void> {
    // The extension has restarted itself: they are gone with its session.
    if (this.probe.isClosed()) return;
    const { diagnosticErrors = [] } = (await this.probe.evaluate(() =>
      chrome.storage.session.get('diagnosticErrors'),
    )) as { diagnosticErrors?: ErrorEntry[] };
    for (const { where, code, status, places } of diagnosticErrors)
      if (where === 'uncaught in background')
        this.errors.push(`${where}: ${failureWords(code, status)} ${places.join(' < ')}`);
  }

  /** Waits until the extension has opened its first page; others may be opened meanwhile. */
  protected async findOnboarding(): Promise<Page> {
    const { context } = this;
    let look = (_page: Page): void => {};
    const found = new Promise<Page>((resolve) => {
      // A page is there before its address is.
      look = (page) =>
        void page
          .waitForURL((url) => url.href.startsWith(this.url('options.html')), { waitUntil: 'commit' })
          .then(
            () => resolve(page),
            () => {
              // Closed before it had that address.
            },
          );
    });
    context.on('page', look);
    for (const page of context.pages()) look(page);
    return found.finally(() => context.off('page', look));
  }

  /** Keeps the errors that nobody caught in pages of the extension. */
  protected watchErrors(context: BrowserContext): void {
    context.on('weberror', (error) => {
      const { name, message, stack } = error.error();
      if (error.page()?.url().startsWith(this.url(''))) this.errors.push(stack || `${name}: ${message}`);
    });
  }
}

/** Removes a browser's profile folder; the browser may still be writing its last files. */
export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
