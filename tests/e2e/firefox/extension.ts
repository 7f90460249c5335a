import type { BrowserContext, Page } from '@playwright/test';
import { type Firefox, type FirefoxOptions, launchFirefox } from '../../browsers/firefox.ts';
import { attachPlaywright, type PlaywrightInFirefox } from '../../browsers/playwright-in-firefox.ts';
import { Extension } from '../extension.ts';

/** The extension in Firefox: its pages through Playwright, what is the browser's own through Marionette. */
export class FirefoxExtension extends Extension {
  private constructor(
    readonly firefox: Firefox,
    private readonly playwright: PlaywrightInFirefox,
    readonly probe: Page,
  ) {
    super();
  }

  static async start(options: Omit<FirefoxOptions, 'bidi'>): Promise<FirefoxExtension> {
    const firefox = await launchFirefox({ ...options, bidi: true });
    // Before the add-on: Firefox leaves pages of an extension out of what it reports to a newcomer.
    const playwright = await attachPlaywright(firefox);
    await firefox.install();
    const probe = await playwright.context.newPage();
    await probe.goto(firefox.pageUrl('icon/16.png'));
    const extension = new FirefoxExtension(firefox, playwright, probe);
    extension.watchErrors(playwright.context);
    return extension;
  }

  get context(): BrowserContext {
    return this.playwright.context;
  }

  url(page: string): string {
    return this.firefox.pageUrl(page);
  }

  get workerRuns(): boolean {
    throw new Error('Firefox can only be asked');
  }

  /** Ends the event page, as Firefox does when it has been idle. */
  stopWorker(): Promise<void> {
    return this.firefox.runInChrome(
      `await WebExtensionPolicy.getByHostname(args[0]).extension.terminateBackground()`,
      this.id,
    );
  }

  wakeWorker(): Promise<void> {
    return this.firefox.runInChrome(
      `await WebExtensionPolicy.getByHostname(args[0]).extension.wakeupBackground()`,
      this.id,
    );
  }

  restartBrowser(): Promise<void> {
    throw new Error('a temporary add-on does not outlive its Firefox');
  }

  openBrowserAgain(): Promise<void> {
    return this.restartBrowser();
  }

  reload(): Promise<void> {
    throw new Error('a temporary add-on that reloads opens no page again');
  }

  async close(): Promise<void> {
    await this.firefox.close();
    await this.playwright.close();
  }
}
