import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserName } from '../../../../lib/domain/tokens/browser-name.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const HEADLESS = CHROME.replace('Chrome/', 'HeadlessChrome/');

describe('browserName', () => {
  it.each([
    ['Chrome', ['Google Chrome', 'Chromium'], CHROME],
    ['Chromium', ['Chromium'], CHROME],
    ['Chromium', ['Chromium', 'HeadlessChrome'], HEADLESS],
    ['Chrome', ['HeadlessChrome'], HEADLESS],
    ['Edge', ['Chromium', 'Microsoft Edge'], `${CHROME} Edg/156.0.0.0`],
    ['Brave', ['Chromium', 'Brave'], CHROME],
    ['Opera', ['Opera', 'Chromium'], `${CHROME} OPR/130.0.0.0`],
    ['Opera GX', ['Chromium', 'Opera GX'], `${CHROME} OPR/130.0.0.0`],
    ['Vivaldi', ['Chromium', 'Vivaldi'], CHROME],
    ['Vivaldi', ['Google Chrome', 'Chromium'], `${CHROME} Vivaldi/8.1`],
  ])('is %s for the brands %j', (name, brands, userAgent) => {
    expect(browserName({ brands, userAgent })).toBe(name);
  });

  it.each([
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['Edge', `${CHROME} Edg/156.0.0.0`],
    ['Edge', `${CHROME} EdgA/156.0.0.0`],
    ['Opera', `${CHROME} OPR/130.0.0.0`],
    ['Vivaldi', `${CHROME} Vivaldi/8.1`],
    ['Chromium', CHROME.replace('Chrome/', 'Ubuntu Chromium/156.0.0.0 Chrome/')],
    ['Chrome', CHROME],
    ['Chrome', HEADLESS],
    [null, 'Mozilla/5.0'],
    [null, ''],
  ])('is %s without brands, for the user agent %j', (name, userAgent) => {
    expect(browserName({ brands: [], userAgent })).toBe(name);
  });
});

const character = fc.constantFrom(' ', ';', '/', ')', '(', ':', '=', '?', '_', '"', '\\', '.', '-', '+', '');
const grease = fc
  .tuple(character, character, character)
  .map(([before, middle, after]) => `${before}Not${middle}A${after}Brand`);

describe('a made-up brand (GREASE)', () => {
  it('is never the name, however it is spelt and wherever it is in the list', () => {
    const known = fc.constantFrom(
      ['Google Chrome', 'Chrome'],
      ['Chromium', 'Chromium'],
      ['Microsoft Edge', 'Edge'],
      ['Brave', 'Brave'],
    );
    fc.assert(
      fc.property(known, grease, fc.boolean(), fc.boolean(), ([brand = '', name], none, first, reversed) => {
        const brands = reversed ? ['Chromium', brand] : [brand, 'Chromium'];
        if (first) brands.unshift(none);
        else brands.splice(1, 0, none);
        expect(browserName({ brands, userAgent: CHROME })).toBe(name);
      }),
    );
  });

  it('alone leaves the name to the user agent', () => {
    fc.assert(
      fc.property(grease, (none) => {
        expect(browserName({ brands: [none], userAgent: CHROME })).toBe('Chrome');
      }),
    );
  });
});

it('the name is short and of plain characters, or null, for any brands and user agent', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (brands, userAgent) => {
      expect(browserName({ brands, userAgent }) ?? 'none').toMatch(/^[a-z0-9][a-z0-9 .+-]{0,29}$/i);
    }),
  );
});
