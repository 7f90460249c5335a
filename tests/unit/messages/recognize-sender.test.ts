import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognizeSender } from '../../../lib/messages/recognize-sender.ts';
import { CHROMIUM, docsSite, FIREFOX, impostors, pageOf } from './senders.ts';

describe('the extension’s pages', () => {
  it.each([
    ['popup.html', 'popup'],
    ['options.html', 'options'],
    ['options.html#/connect', 'options'],
    ['options.html?x=1#/team', 'options'],
    ['pick.html', 'pick'],
  ])('are recognized: %s', (path, name) => {
    for (const extension of [CHROMIUM, FIREFOX]) {
      expect(recognizeSender(pageOf(extension, path), extension)).toEqual({ name });
      const inTab = pageOf(extension, path, { frameId: 0, tab: { id: 3 } });
      expect(recognizeSender(inTab, extension)).toEqual({ name });
    }
  });

  it('are recognized in browsers that send no origin', () => {
    expect(recognizeSender(pageOf(FIREFOX, 'popup.html', { origin: undefined }), FIREFOX)).not.toBeNull();
  });
});

describe('the docs site', () => {
  it('is recognized only in its top frame and on exactly its origin', () => {
    expect(recognizeSender(docsSite(CHROMIUM), CHROMIUM)).toEqual({ name: 'docs', tabId: 7 });
    const older = docsSite(CHROMIUM, { origin: undefined, documentLifecycle: undefined });
    expect(recognizeSender(older, CHROMIUM)).not.toBeNull();
  });

  it('is not recognized on a host that differs in any character', () => {
    const edit = fc.record({
      at: fc.nat(12),
      drop: fc.nat(2),
      put: fc.string({ unit: fc.constantFrom(...'abdgiost-.:@/1'), maxLength: 3 }),
    });
    fc.assert(
      fc.property(edit, ({ at, drop, put }) => {
        const host = `docs.tago.io`;
        const url = `https://${host.slice(0, at)}${put}${host.slice(at + drop)}/docs/`;
        fc.pre(URL.canParse(url) && new URL(url).origin !== 'https://docs.tago.io');
        expect(recognizeSender(docsSite(CHROMIUM, { url, origin: undefined }), CHROMIUM)).toBeNull();
        const { origin } = new URL(url);
        expect(recognizeSender(docsSite(CHROMIUM, { url, origin }), CHROMIUM)).toBeNull();
      }),
    );
  });
});

describe.each([
  ['Chromium', CHROMIUM],
  ['Firefox', FIREFOX],
])('in %s', (_browser, extension) => {
  it.each(impostors(extension))('%s is not recognized', (_kind, sender) => {
    expect(recognizeSender(sender, extension)).toBeNull();
  });
});
