import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { watchUncaught } from '../../../lib/diagnostics/uncaught.ts';
import { FailureError } from '../../../lib/domain/failure.ts';

let context: EventTarget;

beforeEach(() => {
  fakeBrowser.reset();
  context = new EventTarget();
  vi.stubGlobal('addEventListener', context.addEventListener.bind(context));
  watchUncaught('uncaught in popup');
  return () => vi.unstubAllGlobals();
});

it('an error that nobody caught is recorded with its place in the code, and without its message', async () => {
  const error = new TypeError('p-5f1a2b3c-0000-1111-2222-333344445555 of Acme Farms');
  error.stack = `${error.stack?.split('\n')[0]}\n    at draw (chrome-extension://abcdef/chunks/popup.js:1:234)`;
  context.dispatchEvent(Object.assign(new Event('error'), { error, message: error.message }));
  await vi.waitFor(async () =>
    expect(await readErrors()).toMatchObject([
      { where: 'uncaught in popup', code: 'TypeError', places: ['popup.js:1:234'] },
    ]),
  );
  expect(JSON.stringify(await readErrors())).not.toMatch(/5f1a2b3c|Acme|abcdef/);
});

it('so is a rejection that nobody handled', async () => {
  const reason = new FailureError({ code: 'storage-failed' });
  context.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
  await vi.waitFor(async () =>
    expect(await readErrors()).toMatchObject([{ where: 'uncaught in popup', code: 'storage-failed' }]),
  );
});

it('an abort is not recorded: it also rejects requests that are no longer awaited', async () => {
  const reason = new DOMException('The transaction was aborted', 'AbortError');
  context.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
  context.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new Error() }));
  await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ code: 'Error', count: 1 }]));
});

it('a browser notice without an error is not recorded', async () => {
  const message = 'ResizeObserver loop completed with undelivered notifications.';
  context.dispatchEvent(Object.assign(new Event('error'), { error: null, message }));
  context.dispatchEvent(Object.assign(new Event('error'), { error: new Error() }));
  await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ code: 'Error', count: 1 }]));
});
