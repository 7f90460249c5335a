/*
 * `npm start`: builds the extension, starts the sandbox, opens a browser with the shipped build, and connects it by
 * filling in the real form. Ctrl-C ends everything it started. With `--built` the existing build is used; with `--dev`
 * the extension follows every edit: Chromium's pages are served from source, Firefox's are built and loaded again.
 */

import fs from 'node:fs';
import path from 'node:path';
import { ensureChromium, ensureFirefox } from '../browsers/install.ts';
import { titleOf } from '../browsers/installed.ts';
import { endAll, run } from '../run/suite.ts';
import { startDevBuild } from './dev-build.ts';
import { Ending } from './ending.ts';
import { startFirefoxDevBuild } from './firefox-dev-build.ts';
import { type StartOptions, startInChromium } from './in-chromium.ts';
import { startInFirefox } from './in-firefox.ts';
import { HELP, parseOptions } from './options.ts';
import { type Platform, startPlatform } from './platform.ts';

const SCREENSHOT = path.resolve('test-results/start.png');

const log = (line: string) => console.log(line);
const ending = new Ending();
ending.add('the build', endAll);
ending.onSignals(log);

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  await ending.run(log);
  process.exit(1);
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) return log(HELP);
  const browser = options.firefox ? ensureFirefox(log) : ensureChromium(log);
  const headless = options.headless || !hasDisplay();

  const dev = options.dev ? await devBuild(options.firefox) : null;
  if (!options.built && !options.dev) await build(options.firefox);

  const platform = await startPlatform(options.profiles, ending);
  log(
    `The sandbox stands for TagoIO at ${platform.sandbox.origin} (and behind https://api.us-e1.tago.io in this browser).`,
  );
  log(
    `Opening ${titleOf(browser)}${headless ? ', headless' : ''}, and connecting ${platform.account.email}…`,
  );
  const start = options.firefox ? startInFirefox : startInChromium;
  const started = await start({ browser, platform, headless, ending, ...dev });

  log(whatToTry(platform, options.firefox));
  if (headless) {
    fs.mkdirSync(path.dirname(SCREENSHOT), { recursive: true });
    await started.screenshot(SCREENSHOT);
    log(`There is no display: a screenshot of the popup is at ${SCREENSHOT}`);
  }
  log('Ctrl-C ends the browser and the sandbox.');
  await started.closed;
  if (ending.begun) return;
  log('The browser was closed.');
  await ending.run(log);
  process.exit(0);
}

async function devBuild(firefox: boolean): Promise<Pick<StartOptions, 'extension' | 'follow'>> {
  if (!firefox) {
    log('Building the extension, and serving its pages…');
    return { extension: await startDevBuild(ending) };
  }
  log('Building the extension…');
  const { folder, follow } = await startFirefoxDevBuild(ending, log);
  return { extension: folder, follow };
}

async function build(firefox: boolean): Promise<void> {
  log('Building the extension…');
  const { code, output } = await run([
    'node_modules/wxt/bin/wxt.mjs',
    'build',
    ...(firefox ? ['-b', 'firefox'] : []),
  ]);
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function whatToTry({ sandbox, account }: Platform, firefox: boolean): string {
  const twoFactor = sandbox.accounts.find(({ otp }) => otp?.type === 'authenticator');
  return `
Connected. Try:
  • the extension's icon (or ${firefox ? 'the open tab' : 'the tab that shows the popup'}): the active profile and its services, worst first
  • type a few letters there, arrow keys and Enter: another profile is active, and the icon's badge follows
  • Alt+Shift+P opens the popup, Alt+Shift+L goes back to the previous profile
  • https://docs.tago.io and https://admin.tago.io lead to stand-ins in this browser
  • the options page: connect another account or region
Accounts (email, password):
  • ${account.email}   ${account.password}   (connected; also in the region EU West)
  • ${twoFactor ? `${twoFactor.email}   ${twoFactor.password}   (two-factor by authenticator, secret ${twoFactor.otp?.secret})` : '–'}
Faults on demand: see tests/sandbox/README.md; for example
  curl -X POST ${sandbox.origin}/__sandbox/faults -H 'content-type: application/json' -d '{"path":"/profile/:id/summary","kind":"server-error"}'
`;
}
