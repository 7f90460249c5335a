import { h } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ErrorBoundary, errorReport } from '../../../../components/ui/error-boundary.tsx';
import { draw, openFakePage, paint } from '../fake-page.ts';

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getManifest = () => ({ version: '1.2.3', manifest_version: 3, name: '' });
});

describe('the report of a failed component', () => {
  it('names the version, the component and the code positions, and nothing that was on the page', () => {
    const error = new TypeError('Cannot read p-5f1a2b3c-secret of Acme Farms');
    error.stack = `${error.stack?.split('\n')[0]}\n    at Row (chrome-extension://abcdef/chunks/popup.js:1:234)`;
    const report = errorReport('Profiles', error);
    expect(report).toContain('Profiles for TagoIO 1.2.3: Profiles\nTypeError\npopup.js:1:234');
    expect(report).not.toMatch(/secret|Acme|abcdef/);
  });
});

describe('what an error depends on', () => {
  beforeEach(openFakePage);
  afterEach(() => vi.unstubAllGlobals());

  function Part({ address }: { address: string }) {
    if (address.includes('broken')) throw new TypeError(address);
    return h('p', {}, address);
  }
  const show = async (address: string) => {
    const boundary = { what: 'Usage', where: 'usage', triedFor: address };
    draw(h(ErrorBoundary, boundary as never, h(Part, { address })));
    await new Promise((resolve) => setImmediate(resolve));
    paint();
    return document.body.textContent;
  };

  it.each([
    ['another address', ['a', 'broken', 'b'], 'b'],
    ['the address before it', ['a', 'broken', 'a'], 'a'],
    ['an address that it failed at from the start', ['broken', 'b'], 'b'],
  ])('tries again when that is %s', async (_what, addresses, shown) => {
    const texts = [];
    for (const address of addresses) texts.push(await show(address));
    expect(texts.at(-1)).toBe(shown);
    expect(texts.at(-2)).toContain('Usage');
  });

  it('says that it failed for as long as it does', async () => {
    for (const address of ['broken 1', 'broken 2']) expect(await show(address)).toContain('Usage');
    expect(await show('a')).toBe('a');
  });

  it('keeps the elements of what is shown without an error, with what was typed into them', async () => {
    await show('a');
    const element = document.body.firstChild;
    expect(await show('b')).toBe('b');
    expect(document.body.firstChild).toBe(element);
  });
});
