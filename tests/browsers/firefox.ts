import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PLATFORM_DOMAINS } from '../sandbox/connect-proxy.ts';
import type { WebDriverSession } from './bidi-relay.ts';
import { Marionette, PORT_FILE } from './marionette.ts';

/** Fixed, so that the extension's addresses are known. */
const UUID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

const PAC_FILE = 'proxy.pac';

export interface FirefoxOptions {
  executable: string;
  /** Folder of the build that `install` installs. */
  extension: string;
  /** Port of the CONNECT proxy that leads the platform's hosts to the TLS front. */
  proxyPort: number;
  headless: boolean;
  /** Folder of the browser's profile, kept by the caller; absent: a new one, removed with the browser. */
  profile?: string;
  env?: Record<string, string>;
  /** Milliseconds until an idle event page sleeps. */
  idleTimeoutMs?: number;
  /** With WebDriver BiDi besides Marionette, for Playwright (see `attachPlaywright`). */
  bidi?: boolean;
  /** Preferences besides those that every test needs. */
  preferences?: Record<string, string | number | boolean>;
}

/** A Firefox of its own, driven through Marionette. */
export interface Firefox {
  marionette: Marionette;
  /** The process. */
  pid: number;
  /** The session that Playwright can share; null where Firefox was started without `bidi`. */
  bidi: WebDriverSession | null;
  /** Installs the build as a temporary add-on; it opens its options page. */
  install(): Promise<void>;
  /** Installs a packed add-on for good, in place of an older version. */
  installPacked(file: string): Promise<void>;
  /** Address of one of the extension's pages, e.g. `popup.html`. */
  pageUrl(page: string): string;
  navigate(url: string): Promise<void>;
  /** Runs the body of an async function in the page and returns what it returns. */
  run<T>(body: string, ...args: unknown[]): Promise<T>;
  /** The same in the browser's own window. */
  runInChrome<T>(body: string, ...args: unknown[]): Promise<T>;
  /** Waits (10 s) for the element at an XPath, and returns its text. */
  find(xpath: string): Promise<string>;
  /** Clicks the element at an XPath as a person would, once it is there. */
  click(xpath: string): Promise<void>;
  /** Types into the element at an XPath, key by key, once it is there. Special keys as WebDriver writes them. */
  type(xpath: string, text: string): Promise<void>;
  /** Selects the driven tab: prompts of the browser's own are shown for the selected one only. */
  bringToFront(): Promise<void>;
  /** Writes a PNG of the page. */
  screenshot(file: string): Promise<void>;
  /** Resolves when Firefox has ended, whoever ended it. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/** Starts Firefox, which accepts the TLS front's certificate. */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const profile = options.profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-firefox-'));
  fs.mkdirSync(profile, { recursive: true });
  // One that was killed leaves its port behind.
  fs.rmSync(path.join(profile, PORT_FILE), { force: true });
  fs.writeFileSync(path.join(profile, PAC_FILE), proxyRule(options.proxyPort));
  fs.writeFileSync(path.join(profile, 'user.js'), userPreferences(profile, options));
  const firefox = spawn(
    options.executable,
    [
      ...(options.headless ? ['--headless'] : []),
      '--marionette',
      '--no-remote',
      '-remote-allow-system-access',
      ...(options.bidi ? ['--remote-debugging-port=0'] : []),
      '--profile',
      profile,
    ],
    { stdio: 'ignore', env: { ...process.env, LANG: 'en_US.UTF-8', ...options.env } },
  );
  const exited = once(firefox, 'exit').catch(() => []);
  let failure: string | null = null;
  firefox.on('error', (error) => {
    failure = `Firefox could not be started: ${error.message}`;
  });
  const gone = () => failure ?? (firefox.exitCode === null ? null : `Firefox ended with ${firefox.exitCode}`);

  let marionette: Marionette | null = null;
  const close = async () => {
    await marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    marionette?.close();
    if (firefox.exitCode === null && firefox.pid !== undefined && failure === null) {
      const timer = setTimeout(() => firefox.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
    }
    if (!options.profile)
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };

  try {
    marionette = await Marionette.connect(profile, 60_000, gone);
    const session = await marionette.send<WebDriverSession>('WebDriver:NewSession', {
      acceptInsecureCerts: true,
      ...(options.bidi ? { webSocketUrl: true, unhandledPromptBehavior: 'ignore' } : {}),
    });
    await marionette.send('WebDriver:SetTimeouts', { implicit: 10_000, script: 30_000 });
    const connected = marionette;
    return {
      ...driver(marionette),
      install: async () => {
        await connected.send('Addon:Install', { path: options.extension, temporary: true });
      },
      installPacked: async (file) => {
        await connected.send('Addon:Install', { path: file, temporary: false });
      },
      marionette,
      pid: firefox.pid!,
      bidi: options.bidi ? session : null,
      ended: exited.then(() => {}),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function driver(
  marionette: Marionette,
): Omit<Firefox, 'marionette' | 'pid' | 'bidi' | 'install' | 'installPacked' | 'ended' | 'close'> {
  const run = async <T>(body: string, args: unknown[], extra: Record<string, unknown> = {}): Promise<T> => {
    const script = `
      const done = arguments[arguments.length - 1];
      const args = [...arguments].slice(0, -1);
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value } = await marionette.send<{ value: { value?: T; error?: string } }>(
      'WebDriver:ExecuteAsyncScript',
      {
        script,
        args,
        ...extra,
      },
    );
    if (value.error !== undefined) throw new Error(value.error);
    return value.value as T;
  };
  const inContext = async <T>(context: 'chrome' | 'content', work: () => Promise<T>): Promise<T> => {
    await marionette.send('Marionette:SetContext', { value: context });
    try {
      return await work();
    } finally {
      await marionette.send('Marionette:SetContext', { value: 'content' });
    }
  };
  /** Firefox itself waits for the element, as long as the session's implicit time-out says. */
  const locate = async (xpath: string): Promise<string> => {
    const { value } = await marionette.send<{ value: Record<string, string> }>('WebDriver:FindElement', {
      using: 'xpath',
      value: xpath,
    });
    return Object.values(value)[0] as string;
  };
  /** Sends a command about an element, which is found again if the page has redrawn it meanwhile. */
  const useElement = async <T>(xpath: string, command: string, params: object = {}): Promise<T> => {
    try {
      return await marionette.send<T>(command, { id: await locate(xpath), ...params });
    } catch (error) {
      // Firefox refuses before it does anything.
      if (!(error instanceof Error && /is stale/.test(error.message))) throw error;
      return useElement(xpath, command, params);
    }
  };
  return {
    pageUrl: (page) => `moz-extension://${UUID}/${page}`,
    navigate: async (url) => {
      await marionette.send('WebDriver:Navigate', { url });
    },
    // Without Marionette's sandbox the page's own globals are seen, `browser` among them.
    run: (body, ...args) => run(body, args, { sandbox: null }),
    runInChrome: (body, ...args) => inContext('chrome', () => run(body, args)),
    find: async (xpath) => {
      const { value } = await useElement<{ value: string }>(xpath, 'WebDriver:GetElementText');
      return value;
    },
    click: async (xpath) => {
      await useElement(xpath, 'WebDriver:ElementClick');
    },
    type: async (xpath, text) => {
      await useElement(xpath, 'WebDriver:ElementSendKeys', { text });
    },
    bringToFront: async () => {
      const { value } = await marionette.send<{ value: string }>('WebDriver:GetWindowHandle', {});
      await marionette.send('WebDriver:SwitchToWindow', { handle: value, focus: true });
    },
    screenshot: async (file) => {
      const { value } = await marionette.send<{ value: string }>('WebDriver:TakeScreenshot', { full: false });
      fs.writeFileSync(file, Buffer.from(value, 'base64'));
    },
  };
}

/** Leads the platform's hosts, and nothing else, to the proxy. */
export function proxyRule(port: number): string {
  const isPlatform = PLATFORM_DOMAINS.map((domain) => `dnsDomainIs(host, '.${domain}')`).join(' || ');
  return `function FindProxyForURL(url, host) {
    return ${isPlatform} ? 'PROXY 127.0.0.1:${port}' : 'DIRECT';
  }`;
}

function userPreferences(profile: string, options: FirefoxOptions): string {
  const { extension, idleTimeoutMs } = options;
  const manifest = JSON.parse(fs.readFileSync(path.join(extension, 'manifest.json'), 'utf8'));
  const geckoId: string = manifest.browser_specific_settings.gecko.id;
  const preferences = {
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: UUID }),
    'network.proxy.type': 2,
    'network.proxy.autoconfig_url': pathToFileURL(path.join(profile, PAC_FILE)).href,
    'intl.accept_languages': 'en-US',
    'intl.locale.requested': 'en-US',
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.aboutwelcome.enabled': false,
    // A window loads its next tab in advance and hidden, which WebDriver BiDi reports as a page that was opened.
    'browser.newtab.preload': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    // Firefox ESR installs an add-on that nobody has signed.
    'xpinstall.signatures.required': false,
    // A headless window counts as active.
    'focusmanager.testmode': true,
    'browser.download.folderList': 2,
    'browser.download.dir': path.join(profile, 'downloads'),
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    ...(idleTimeoutMs === undefined ? {} : { 'extensions.background.idle.timeout': idleTimeoutMs }),
    ...options.preferences,
  };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}
