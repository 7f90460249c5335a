import { describe, expect, test } from 'vitest';
import { chromiumAdvice, findChromium } from '../../browsers/find-chromium.ts';
import { findFirefox, firefoxAdvice } from '../../browsers/find-firefox.ts';
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
