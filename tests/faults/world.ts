import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { NAMING } from '../bench/named.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { chromeBuild } from '../e2e/builds.ts';
import { Extension, removeFolder } from '../e2e/extension.ts';
import { accountOf, connect } from '../e2e/pages/connect-page.ts';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront } from '../sandbox/tls-front.ts';

export interface Reply {
  ok: boolean;
  value?: unknown;
  failure?: { code: string };
}

/** The shipped build in a browser of its own, connected, with a popup and an options page open. */
export class World {
  pages: Page[] = [];
  /** How many messages ended how: a script whose every message is refused would prove nothing. */
  readonly outcomes = new Map<string, number>();

  private constructor(
    readonly sandbox: Sandbox,
    readonly extension: Extension,
    readonly account: SandboxAccount,
    /** Of the browser's profile. */
    readonly folder: string,
    private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<World> {
    const sandbox = await startSandbox({ profiles: 12, limits: { scale: 'off' } });
    const front = await startTlsFront({ sandbox });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-faults-'));
    const executable = ensureChromium(console.log).path;
    const extension = await Extension.start(async () => {
      const context = await launchChromium({
        executable,
        extension: chromeBuild(),
        profile: folder,
        frontPort: front.port,
        headless: true,
      });
      await context.addInitScript(NAMING);
      return context;
    });
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const world = new World(sandbox, extension, account, folder, async () => {
      await extension.close();
      await front.close();
      await sandbox.close();
      removeFolder(folder);
    });
    await world.openPages();
    return world;
  }

  close(): Promise<void> {
    return this.end();
  }

  async openPages(): Promise<void> {
    this.pages = [
      await this.extension.popup(),
      await this.extension.options('#/profiles'),
      await this.extension.options('#/overview'),
    ];
  }

  async closePages(): Promise<void> {
    await Promise.all(this.pages.map((page) => page.close()));
    this.pages = [];
  }

  /** Sends what a page sends; null when the worker died before it answered. */
  send(type: string, data?: unknown): Promise<Reply | null> {
    const page = this.pages[1] ?? this.extension.probe;
    return page
      .evaluate(
        ([name, content]) =>
          Promise.race([
            chrome.runtime.sendMessage({ type: name, data: content }) as Promise<Reply>,
            new Promise<null>((resolve) => setTimeout(() => resolve(null), 20_000)),
          ]),
        [type, data] as const,
      )
      .then((reply) => reply ?? null)
      .catch(() => null)
      .then((reply) => {
        const outcome = reply === null ? 'no reply' : reply.ok ? 'ok' : (reply.failure?.code ?? 'failed');
        this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
        return reply;
      });
  }

  /** All rows of some stores of the database. */
  stores<Name extends string>(...names: Name[]): Promise<Record<Name, Record<string, unknown>[]>> {
    return this.extension.probe.evaluate(async (wanted) => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await settled(indexedDB.open('profiles'));
      const transaction = database.transaction(wanted);
      const rows = await Promise.all(wanted.map((name) => settled(transaction.objectStore(name).getAll())));
      database.close();
      return Object.fromEntries(wanted.map((name, i) => [name, rows[i]]));
    }, names) as Promise<Record<Name, Record<string, unknown>[]>>;
  }
}
