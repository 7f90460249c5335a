import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  chromiumAdvice,
  chromiumCandidates,
  findChromium,
  identifyChromium,
} from '../../browsers/find-chromium.ts';
import { findFirefox, firefoxAdvice } from '../../browsers/find-firefox.ts';
import { proxyRule } from '../../browsers/firefox.ts';
import { canInstall } from '../../browsers/install.ts';
import { type Browser, parseVersion } from '../../browsers/installed.ts';

const VERSION_OUTPUT: Record<string, string> = {
  chromium: 'Chromium 156.0.7100.2 built on Debian GNU/Linux 12 (bookworm)',
  testing: 'Google Chrome for Testing 155.0.7000.0',
  chrome: 'Google Chrome 156.0.7100.2',
  edge: 'Microsoft Edge 156.0.1',
  old: 'Chromium 120.0.1',
  esr: 'Mozilla Firefox 140.5.0esr',
  'old-esr': 'Mozilla Firefox 128.9.0esr',
};
const ask = (program: string): Browser | null => parseVersion(program, VERSION_OUTPUT[program] ?? '');

describe('findChromium', () => {
  test('returns the first that loads an unpacked extension', () => {
    expect(findChromium(['chromium', 'testing'], ask).browser).toEqual({
      path: 'chromium',
      name: 'Chromium',
      version: '156.0.7100.2',
    });
    expect(findChromium(['testing', 'chromium'], ask).browser?.name).toBe('Google Chrome for Testing');
  });

  test.each(['chrome', 'edge'])('skips a branded %s, with the reason', (branded) => {
    const { browser, skipped } = findChromium([branded], ask);
    expect(browser).toBeNull();
    expect(skipped[0]?.why).toContain('no longer loads an unpacked extension');
    expect(chromiumAdvice(skipped, 'linux')).toContain('Install Chromium');
    expect(chromiumAdvice(skipped, 'linux')).toContain('apt-get install chromium');
  });

  test('skips what is branded, too old or no browser', () => {
    const { browser, skipped } = findChromium(['chrome', 'old', 'nothing', 'chromium'], ask);
    expect(browser?.path).toBe('chromium');
    expect(skipped.map(({ path }) => path)).toEqual(['chrome', 'old', 'nothing']);
  });
});

describe('on Windows, where Chromium prints no version', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-windows-'));
  afterAll(() => fs.rmSync(home, { recursive: true }));
  const add = (file: string, ...beside: string[]) => {
    const program = path.join(home, file);
    fs.mkdirSync(path.dirname(program), { recursive: true });
    fs.writeFileSync(program, '', { mode: 0o755 });
    for (const name of beside) fs.mkdirSync(path.join(path.dirname(program), name));
    return program;
  };
  const hibbiki = add(
    'AppData/Local/Chromium/Application/chrome.exe',
    '99.0.1.2',
    '156.0.7100.2',
    'Dictionaries',
  );
  const playwright = add('AppData/Local/ms-playwright/chromium-1255/chrome-win64/chrome.exe', 'locales');
  const testing = add('.cache/puppeteer/chrome/win64-155/chrome-win64/chrome.exe', '155.0.7000.0.manifest');
  const chrome = add('Google/Chrome/Application/chrome.exe', '156.0.7100.2');
  const edge = add('Microsoft/Edge/Application/msedge.exe', '156.0.7100.2');
  const old = add('Old/chrome.exe', '120.0.0.1');
  const bare = add('Bare/chrome.exe');
  const search = (candidates: string[], env: NodeJS.ProcessEnv = {}) =>
    findChromium(candidates, (program) => identifyChromium(program, { home, env, platform: 'win32' }));

  test('what an installer, Playwright and Puppeteer have put there is found, in that order', () => {
    const found = chromiumCandidates({ home, env: {}, platform: 'win32' });
    expect(found.filter((file) => file.startsWith(home))).toEqual([hibbiki, playwright, testing]);
  });

  test('the version is read from the newest folder, or the manifest, beside the program', () => {
    expect(search([hibbiki]).browser).toEqual({ path: hibbiki, name: 'Chromium', version: '156.0.7100.2' });
    expect(search([testing]).browser?.version).toBe('155.0.7000.0');
  });

  test('one without a version is taken from Playwright and CHROMIUM_PATH only', () => {
    expect(search([playwright]).browser).toEqual({ path: playwright, name: 'Chromium', version: null });
    expect(search([bare], { CHROMIUM_PATH: bare }).browser?.path).toBe(bare);
    expect(search([bare]).skipped).toEqual([{ path: bare, why: 'does not report its version' }]);
    const missing = path.join(home, 'missing.exe');
    expect(search([missing], { CHROMIUM_PATH: missing }).browser).toBeNull();
  });

  test('what is branded or too old is skipped, also where CHROMIUM_PATH names it', () => {
    for (const program of [chrome, edge, old]) {
      expect(search([program], { CHROMIUM_PATH: program }).browser, program).toBeNull();
    }
    const [first, second, third] = search([chrome, edge, old]).skipped.map(({ why }) => why);
    expect(first).toContain('is Google Chrome 156.0.7100.2, which no longer loads');
    expect(second).toContain('is Microsoft Edge');
    expect(third).toContain('is version 120.0.0.1');
  });
});

test('on macOS the advice begins with Playwright’s download', () => {
  expect(chromiumAdvice([], 'darwin')).toMatch(/npx playwright install chromium, or brew/);
});

describe('findFirefox', () => {
  test('returns one that is new enough', () => {
    expect(findFirefox(['old-esr', 'esr'], ask).browser).toEqual({
      path: 'esr',
      name: 'Mozilla Firefox',
      version: '140.5.0',
    });
  });

  test('advises what to install when there is none', () => {
    const { browser, skipped } = findFirefox(['old-esr'], ask);
    expect(browser).toBeNull();
    expect(firefoxAdvice(skipped, 'linux')).toContain('apt-get install firefox-esr');
    expect(firefoxAdvice(skipped, 'linux')).toContain('needs 140 or newer');
  });
});

test('packages are installed automatically on Debian as root only', () => {
  expect(canInstall('ID=debian\n', 1000)).toBe(false);
  expect(canInstall('ID=ubuntu\nID_LIKE=debian\n', 0)).toBe(false);
  expect(canInstall('', 0)).toBe(false);
});

test.each([
  ['api.us-e1.tago.io', true],
  ['docs.tago.io', true],
  ['api.5f5a8f3351d4db99c40ded2d.tagoio.net', true],
  ['addons.mozilla.org', false],
  ['impostor-tago.io', false],
  ['tagoio.net.example', false],
])('Firefox sends what it requests of %s to the sandbox: %s', (host, isPlatform) => {
  const dnsDomainIs = (name: string, domain: string) => name.endsWith(domain);
  const rule = new Function('dnsDomainIs', `${proxyRule(8443)}; return FindProxyForURL;`)(dnsDomainIs);
  expect(rule(`https://${host}/`, host)).toBe(isPlatform ? 'PROXY 127.0.0.1:8443' : 'DIRECT');
});
