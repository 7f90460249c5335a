import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useLazy } from '../../../../../components/options/shell/use-lazy.ts';
import { readErrors } from '../../../../../lib/diagnostics/error-log.ts';
import { draw, openFakePage, paint } from '../../fake-page.ts';

beforeEach(() => {
  fakeBrowser.reset();
  openFakePage();
  return () => vi.unstubAllGlobals();
});

it('code that can’t be loaded, or fails while it starts, is recorded', async () => {
  const load = () => Promise.reject(new TypeError('x is not a function'));
  draw(h(() => String(useLazy(load).failed), {}));
  paint();
  await vi.waitFor(async () =>
    expect(await readErrors()).toMatchObject([{ where: 'load code', code: 'TypeError' }]),
  );
});
