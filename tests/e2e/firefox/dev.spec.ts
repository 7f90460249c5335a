import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchFirefox } from '../../browsers/firefox.ts';
import { ensureFirefox } from '../../browsers/install.ts';
import { docsSite } from '../../docs-pages/site.ts';
import { extractSources } from '../../release/archives.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import { startConnectProxy } from '../../sandbox/connect-proxy.ts';
import { startTlsFront } from '../../sandbox/tls-front.ts';
import { Ending } from '../../start/ending.ts';
import { startFirefoxDevBuild } from '../../start/firefox-dev-build.ts';
import { words } from '../english-words.ts';
import { LONG } from '../tags.ts';
import { connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

const ending = new Ending();
test.afterEach(() => ending.run());

test(
  'npm start -- --dev --firefox: an edit reloads the extension and its open pages, and what is stored stays; one that can’t be built leaves it running',
  LONG,
  async ({ sandbox }) => {
    test.setTimeout(300_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-dev-'));
    ending.add('the folder', () => fs.rmSync(folder, { recursive: true, force: true }));
    const root = path.join(folder, 'sources');
    extractSources('.', root);
    fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    const log: string[] = [];
    const { folder: extension, follow } = await startFirefoxDevBuild(ending, (line) => log.push(line), root);
    const front = await startTlsFront({ sandbox, docs: docsSite() });
    ending.add('the TLS front', () => front.close());
    const proxy = await startConnectProxy({ port: front.port });
    ending.add('the proxy', () => proxy.close());
    const firefox = await launchFirefox({
      executable: ensureFirefox(console.log).path,
      extension,
      proxyPort: proxy.port,
      headless: true,
    });
    ending.add('the browser', () => firefox.close());
    await firefox.install();
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    follow(firefox);
    const edit = (file: string, from: string, to: string) => {
      const source = fs.readFileSync(path.join(root, file), 'utf8');
      expect(source).toContain(from);
      // As editors do: the file is replaced.
      fs.writeFileSync(path.join(root, `${file}.new`), source.replace(from, to));
      fs.renameSync(path.join(root, `${file}.new`), path.join(root, file));
    };
    const outcomes = () => log.filter((line) => /eloaded/.test(line));
    const ended = async (count: number) => {
      await expect.poll(() => outcomes().length, { timeout: 120_000 }).toBe(count);
      return outcomes().at(-1);
    };
    const shows = (text: string) => firefox.find(`//*[normalize-space(text())="${text}"]`);

    // A text; the page is open in the only tab, and the account is still connected.
    await firefox.navigate(firefox.pageUrl('options.html#/overview'));
    await shows('Acme Farms');
    const message = JSON.stringify(words('navOverview'));
    edit('public/_locales/en/messages.json', `"message": ${message}`, '"message": "Edited overview"');
    expect(await ended(1)).toMatch(/^Reloaded after \d+\.\d s\.$/);
    await shows('Edited overview');
    await shows('Acme Farms');

    // The background.
    edit('entrypoints/background.ts', 'export default', 'globalThis.edited = true;\nexport default');
    expect(await ended(2)).toMatch(/^Reloaded/);
    const background = () => firefox.run('return (await browser.runtime.getBackgroundPage()).edited');
    await expect.poll(() => background().catch(() => null)).toBe(true);

    // A mistake, and its repair.
    edit('entrypoints/background.ts', 'globalThis.edited = true;', 'globalThis.edited = ;');
    expect(await ended(3)).toMatch(/^Not reloaded: The build failed/);
    expect(await background()).toBe(true);
    edit('entrypoints/background.ts', 'globalThis.edited = ;', 'globalThis.edited = "again";');
    expect(await ended(4)).toMatch(/^Reloaded/);
    await expect.poll(() => background().catch(() => null)).toBe('again');
    test.info().annotations.push({ type: 'from edit to reload', description: outcomes().join(' ') });
    console.log(outcomes().join(' '));
  },
);
