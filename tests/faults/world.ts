import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import type { MessageType, Protocol } from '../../lib/messages/protocol.ts';
import { DEFINE_NAME_HELPER } from '../bench/name-helper.ts';
import { chromeBuild, firefoxBuild } from '../e2e/builds.ts';
import { type Extension, removeFolder } from '../e2e/extension.ts';
import { ConnectPage } from '../e2e/pages/connect-page.ts';
import { accountOf, type SandboxAccount } from '../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront } from '../sandbox/tls-front.ts';
import { Ending } from '../start/ending.ts';
import { type BrowserName, type BrowserUnderFaults, startBrowser } from './browser.ts';
import { unexpectedErrors } from './logged-errors.ts';

export interface Reply {
  ok: boolean;
  value?: unknown;
  failure?: { code: string; detail?: string };
}

export interface ProfileRef {
  connectionKey: string;
  profileKey: string;
}

export type Rows = Record<string, unknown>[];

const REPLY_TIMEOUT_MS = 20_000;
const SIGN_IN_TIMEOUT_MS = 60_000;
const OPTIONS_SIZE = { width: 1280, height: 2400 };

/** Ends the worlds that are open. */
export const worlds = new Ending();

/** A copy of the shipped build in a browser of its own, connected, with a popup and two options pages open. */
export class World {
  /** The popup and two options pages. */
  pages: Page[] = [];
  /** Names of all tokens that the platform has had, by value. */
  readonly tokens = new Map<string, string>();
  /** Number of messages by outcome, for the report. */
  readonly outcomes = new Map<string, number>();
  /** What nobody caught, or no diagnostics may have, in sessions of the browser that have ended. */
  readonly endedErrors: string[] = [];
  /** Passphrases of which one opens the vault; empty: it has none. More than one: a change's outcome is unknown. */
  passphrases: (string | null)[] = [null];

  private constructor(
    readonly sandbox: Sandbox,
    readonly browser: BrowserUnderFaults,
    /** The two accounts of one person that are connected and disconnected; both are connected at the start. */
    readonly accounts: readonly [SandboxAccount, SandboxAccount],
    /** Of the browser's profile. */
    readonly folder: string,
    private readonly build: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Remembers the platform's tokens: a revoked one must not lie anywhere either. */
  keepTokens(): void {
    for (const { token, name } of this.sandbox.state.tokens) this.tokens.set(token, name);
  }

  get account(): SandboxAccount {
    return this.accounts[0];
  }

  get extension(): Extension {
    return this.browser.extension;
  }

  static async start(browser: BrowserName = 'chromium'): Promise<World> {
    if (worlds.begun) throw new Error('the run is being ended');
    const ending = new Ending();
    const end = worlds.add('the browser', () => ending.run(console.error));
    try {
      return await World.open(browser, ending, end);
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Starts what a world needs, each of which `ending` ends. */
  private static async open(browser: BrowserName, ending: Ending, end: () => Promise<void>): Promise<World> {
    const sandbox = await startSandbox({ profiles: 12, limits: { scale: 'off' } });
    ending.add('the sandbox', () => sandbox.close());
    sandbox.faults.remembersResponses = true;
    const front = await startTlsFront({ sandbox });
    ending.add('the TLS front', () => front.close());
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-faults-'));
    ending.add('the folder', () => removeFolder(folder));
    const build = path.join(folder, 'build');
    const profile = path.join(folder, 'profile');
    fs.cpSync(browser === 'firefox' ? firefoxBuild() : chromeBuild(), build, { recursive: true });
    const running = await startBrowser(browser, { build, profile, frontPort: front.port });
    ending.add('the browser', () => running.close());
    const accounts = [accountOf(sandbox, 'plain'), accountOf(sandbox, 'plain', 'eu-w1')] as const;
    // One after the other: each opens a page that has to be in front.
    for (const account of accounts) await signIn(running.extension, account);
    const world = new World(sandbox, running, accounts, profile, build, end);
    await world.openPages();
    return world;
  }

  close(): Promise<void> {
    return this.end();
  }

  async openPages(): Promise<void> {
    this.pages = await Promise.all([
      this.extension.popup(),
      this.extension.options('#/profiles'),
      this.extension.options('#/overview'),
    ]);
    // All rows of a table are in the document.
    await Promise.all(this.pages.slice(1).map((page) => page.setViewportSize(OPTIONS_SIZE)));
    await this.extension.probe.evaluate(DEFINE_NAME_HELPER);
  }

  async closePages(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.close()));
    this.pages = [];
  }

  /** Closes or kills the browser, and starts it again with the same profile. */
  async restart(how: 'closed' | 'killed'): Promise<void> {
    this.pages = [];
    if (how === 'killed') await this.browser.kill();
    else await this.keepErrors();
    await this.extension.openBrowserAgain();
    await this.openPages();
  }

  /** Updates the running extension to a newer version. */
  async update(): Promise<void> {
    const file = path.join(this.build, 'manifest.json');
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string };
    const parts = manifest.version.split('.').map(Number);
    parts[parts.length - 1]! += 1;
    fs.writeFileSync(file, JSON.stringify({ ...manifest, version: parts.join('.') }));
    await this.reload();
  }

  /** Restarts the extension: all of its pages close, and are opened again. */
  async reload(): Promise<void> {
    this.pages = [];
    await this.keepErrors();
    await this.extension.reload();
    await this.openPages();
  }

  /** Keeps what the session's end would erase. */
  private async keepErrors(): Promise<void> {
    this.endedErrors.push(...(await unexpectedErrors(this)));
  }

  /** Sends a message from the first options page; null if the worker died before it replied. */
  send<Type extends MessageType>(type: Type, ...[data]: Parameters<Protocol[Type]>): Promise<Reply | null> {
    return this.sendFrom(1, type, data);
  }

  /** Sends a message from the first or the second options page; null if the worker died before it replied. */
  async sendFrom(window: 1 | 2, type: MessageType, data: unknown): Promise<Reply | null> {
    const page = this.pages[window] ?? this.extension.probe;
    const reply = await page
      .evaluate(
        ([name, content, timeout]) =>
          Promise.race([
            chrome.runtime.sendMessage({ type: name, data: content }) as Promise<Reply>,
            new Promise<null>((resolve) => setTimeout(() => resolve(null), timeout)),
          ]),
        [type, data, REPLY_TIMEOUT_MS] as const,
      )
      .then((value) => value ?? null)
      .catch(() => null);
    const outcome = reply === null ? 'no reply' : reply.ok ? 'ok' : (reply.failure?.code ?? 'failed');
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    return reply;
  }

  /** Returns the stored rows of all profiles. */
  async profiles(): Promise<Profile[]> {
    return (await this.stores('profiles')).profiles as unknown as Profile[];
  }

  /** Returns all rows of some stores of the database; none where there is no database. */
  stores<Name extends string>(...names: Name[]): Promise<Record<Name, Rows>> {
    return this.extension.probe.evaluate(async (wanted) => {
      const resultOf = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const opening = indexedDB.open('profiles');
      // There is none: one that is created here would have no stores.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      const database = await resultOf(opening).catch(() => null);
      if (!database) return Object.fromEntries(wanted.map((name) => [name, []]));
      try {
        const transaction = database.transaction(wanted);
        const rows = await Promise.all(
          wanted.map((name) => resultOf(transaction.objectStore(name).getAll())),
        );
        return Object.fromEntries(wanted.map((name, i) => [name, rows[i]]));
      } catch (error) {
        // A fault deleted the database while it was read.
        if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
        return Object.fromEntries(wanted.map((name) => [name, []]));
      } finally {
        database.close();
      }
    }, names) as Promise<Record<Name, Rows>>;
  }
}

/** Signs in on a new page: the one of the first run may still be opening. */
async function signIn(extension: Extension, account: SandboxAccount): Promise<void> {
  const page = await extension.options('#/connect');
  const form = new ConnectPage(page);
  await form.signIn(account);
  await form.done.waitFor({ timeout: SIGN_IN_TIMEOUT_MS });
  await form.expectDone();
  await page.close();
}
