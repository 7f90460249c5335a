import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { DEFINE_NAME_HELPER } from '../../bench/name-helper.ts';
import { type Firefox, type FirefoxOptions, launchFirefox } from '../../browsers/firefox.ts';
import { packAddon } from '../../browsers/pack-addon.ts';
import { attachPlaywright, type PlaywrightInFirefox } from '../../browsers/playwright-in-firefox.ts';
import { type BackgroundWork, Extension, type SavedFile } from '../extension.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';
import { downloads, newDownload } from './downloads.ts';
import { pressInBrowser } from './keys.ts';

/** With a profile folder of the caller's the add-on is installed for good, and the browser can be restarted. */
type FirefoxExtensionOptions = Omit<FirefoxOptions, 'bidi' | 'preferences'>;

/** Preferences that make a newer Firefox lack what the oldest supported version lacks. */
const OLDEST_VERSION_PREFERENCES = { 'extensions.openPopupWithoutUserGesture.enabled': false };

/** The extension in Firefox: its pages through Playwright, what is the browser's own through Marionette. */
export class FirefoxExtension extends Extension {
  #firefox!: Firefox;
  #playwright!: PlaywrightInFirefox;
  #probe!: Page;

  private constructor(
    private readonly launch: FirefoxExtensionOptions,
    /** What is added to each new browser's context, before a page of it is opened. */
    private readonly prepare: (context: BrowserContext) => Promise<unknown>,
  ) {
    super();
  }

  static async start(
    options: FirefoxExtensionOptions,
    prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
  ): Promise<FirefoxExtension> {
    const extension = new FirefoxExtension(options, prepare);
    await extension.#open(async () => {
      await extension.install();
      // A window that is opened meanwhile takes that page for its first one, and loads another address in it.
      await extension.findOnboarding();
    });
    return extension;
  }

  get firefox(): Firefox {
    return this.#firefox;
  }

  get probe(): Page {
    return this.#probe;
  }

  get context(): BrowserContext {
    return this.#playwright.context;
  }

  url(page: string): string {
    return this.#firefox.pageUrl(page);
  }

  get workerRuns(): boolean {
    throw new Error('Firefox can only be asked');
  }

  /** Ends the event page, as Firefox does when it has been idle. */
  stopWorker(): Promise<void> {
    return this.#firefox.runInChrome(
      `await WebExtensionPolicy.getByHostname(args[0]).extension.terminateBackground()`,
      this.id,
    );
  }

  wakeWorker(): Promise<void> {
    return this.#firefox.runInChrome(
      `await WebExtensionPolicy.getByHostname(args[0]).extension.wakeupBackground()`,
      this.id,
    );
  }

  inBackground<Arg>(work: BackgroundWork<Arg>, argument: Arg): Promise<void> {
    // Wakes the event page where it sleeps.
    return this.#probe.evaluate(`(async () => {
      ${DEFINE_NAME_HELPER};
      (${work})(await browser.runtime.getBackgroundPage(), ${JSON.stringify(argument)});
    })()`);
  }

  async runCommand(name: string): Promise<void> {
    const commands = await this.#probe.evaluate(() => chrome.commands.getAll());
    const { shortcut } = commands.find((command) => command.name === name) ?? {};
    if (!shortcut) throw new Error(`the command ${name} has no keys`);
    await pressInBrowser(this.#firefox, shortcut);
  }

  async restartBrowser(): Promise<void> {
    await this.noteUncaught();
    await this.openBrowserAgain();
  }

  async openBrowserAgain(): Promise<void> {
    if (!this.launch.profile) throw new Error('a temporary add-on does not outlive its Firefox');
    await this.close();
    await this.#open(async () => {});
  }

  /** Installs what is in the build's folder now: an update, where its version is a newer one. */
  async reload(): Promise<void> {
    if (!this.launch.profile) throw new Error('a temporary add-on that reloads opens no page again');
    await this.install();
    await this.#openProbe();
  }

  /** Playwright isn't notified of downloads that pages of an extension start: the browser's own list is read. */
  async download(_page: Page, press: () => Promise<void>): Promise<SavedFile> {
    const before = (await downloads(this.#firefox)).length;
    await press();
    return newDownload(this.#firefox, before);
  }

  readClipboard(): Promise<string> {
    return readClipboard(this.#firefox);
  }

  writeClipboard(text: string): Promise<void> {
    return writeClipboard(this.#firefox, text);
  }

  async close(): Promise<void> {
    await this.#firefox.close();
    await this.#playwright.close();
  }

  /** Temporarily, or for good where the browser's profile is kept. */
  private async install(): Promise<void> {
    const { profile, extension } = this.launch;
    if (profile)
      await this.#firefox.installPacked(await packAddon(extension, path.join(profile, 'extension.xpi')));
    else await this.#firefox.install();
  }

  async #open(install: () => Promise<void>): Promise<void> {
    this.#firefox = await launchFirefox({
      ...this.launch,
      bidi: true,
      preferences: OLDEST_VERSION_PREFERENCES,
    });
    // Before the add-on: Firefox leaves pages of an extension out of what it reports to a newcomer.
    this.#playwright = await attachPlaywright(this.#firefox);
    await this.prepare(this.context);
    await install();
    await this.#openProbe();
    this.watchErrors(this.context);
  }

  async #openProbe(): Promise<void> {
    this.#probe = await this.context.newPage();
    await this.#probe.goto(this.url('icon/16.png'));
  }
}
