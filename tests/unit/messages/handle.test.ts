import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FailureError } from '../../../lib/domain/failure.ts';
import { messenger } from '../../../lib/messages/client.ts';
import { handle } from '../../../lib/messages/handle.ts';
import type { MessageSender } from '../../../lib/messages/sender.ts';

const BASE = 'chrome-extension://test-extension-id/';
const OPTIONS: MessageSender = { id: 'test-extension-id', url: `${BASE}options.html#/team` };

/** What a sender gets back from the browser's own message event. */
async function ask(type: string, data: unknown, sender: MessageSender): Promise<unknown> {
  const listeners: ((message: unknown, sender: unknown, answer: (value: unknown) => void) => unknown)[] = [];
  listeners.push(...registered);
  return new Promise((resolve) => {
    const message = { id: 1, type, data, timestamp: Date.now() };
    const taken = listeners.some((listener) => listener(message, sender, resolve) === true);
    if (!taken) resolve('nobody');
  });
}

const registered: ((message: unknown, sender: unknown, answer: (value: unknown) => void) => unknown)[] = [];

beforeEach(() => {
  vi.stubGlobal('chrome', {
    runtime: {
      onMessage: {
        addListener: (listener: (typeof registered)[number]) => registered.push(listener),
        removeListener: () => {},
      },
    },
  });
  Object.assign(fakeBrowser.runtime, { id: 'test-extension-id', getURL: (path: string) => `${BASE}${path}` });
});
afterEach(() => {
  messenger.removeAllListeners();
  registered.length = 0;
  vi.unstubAllGlobals();
});

it('answers a page with the value of the action', async () => {
  handle('switchToPrevious', async () => null);
  expect(await ask('switchToPrevious', undefined, OPTIONS)).toEqual({ res: { ok: true, value: null } });
});

it('does not run the action for anybody else', async () => {
  const action = vi.fn(async () => null);
  handle('lock', action);
  const stranger = { id: 'test-extension-id', url: 'https://docs.tago.io/', frameId: 0, tab: { id: 1 } };
  expect(await ask('lock', undefined, stranger)).toEqual({
    res: { ok: false, failure: { code: 'not-allowed' } },
  });
  expect(action).not.toHaveBeenCalled();
});

it('passes a failure on as it is, and nothing of an unexpected error', async () => {
  handle('lock', async () => {
    throw new FailureError({ code: 'locked', field: 'passphrase' });
  });
  handle('switchToPrevious', async () => {
    throw new Error('p-5f0c6a3e-secret in a stack');
  });
  expect(await ask('lock', undefined, OPTIONS)).toEqual({
    res: { ok: false, failure: { code: 'locked', field: 'passphrase' } },
  });
  expect(await ask('switchToPrevious', undefined, OPTIONS)).toEqual({
    res: { ok: false, failure: { code: 'internal' } },
  });
});

it('lets only the named pages ask', async () => {
  handle('lock', async () => null, { pages: ['popup'] });
  expect(await ask('lock', undefined, OPTIONS)).toMatchObject({ res: { ok: false } });
  expect(await ask('lock', undefined, { ...OPTIONS, url: `${BASE}popup.html` })).toMatchObject({
    res: { ok: true },
  });
});
