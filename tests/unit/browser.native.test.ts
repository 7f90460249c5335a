import { describe, expect, it } from 'vitest';
import { extensionApi } from '../../lib/browser.native.ts';

const api = (id: string) => ({ runtime: { id } }) as unknown as typeof chrome;
/** What a page can define as "browser": an element, a collection of elements or a frame's window. */
const element = (more: object = {}) => more as unknown as typeof chrome;

describe('the extension API', () => {
  it('is taken from "browser" first, then from "chrome"', () => {
    expect(extensionApi({ browser: api('firefox'), chrome: api('chrome') })?.runtime.id).toBe('firefox');
    expect(extensionApi({ chrome: api('chrome') })?.runtime.id).toBe('chrome');
  });

  it.each([
    ['an element', element()],
    ['a form with a field "runtime"', element({ runtime: {} })],
    ['a form with fields "runtime" and "id"', element({ runtime: { id: {} } })],
  ])('is never %s', (_kind, browser) => {
    expect(extensionApi({ browser, chrome: api('chrome') })?.runtime.id).toBe('chrome');
  });
});
