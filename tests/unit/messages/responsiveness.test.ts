import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';

const { sendMessage } = vi.hoisted(() => ({ sendMessage: vi.fn() }));
vi.mock('../../../lib/browser.ts', () => ({
  browser: { runtime: { sendMessage }, storage: fakeBrowser.storage },
}));

const { isUnresponsive, watchResponsiveness } = await import('../../../lib/messages/responsiveness.ts');
const { resultOf, send } = await import('../../../lib/messages/client.ts');

/** How the background answers each type of message; undefined: not at all. */
let replies: Record<string, (() => Promise<unknown>) | undefined>;
const ok = async () => ({ ok: true, value: null });
const switchBack = () => resultOf(() => send('switchToPrevious'));

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
  replies = { ping: ok, switchToPrevious: ok };
  sendMessage.mockImplementation(
    ({ type }: { type: string }) => replies[type]?.() ?? new Promise(() => undefined),
  );
  return () => vi.useRealTimers();
});

it('is noticed when the page opens, and again once the background responds', async () => {
  replies.ping = undefined;
  watchResponsiveness();
  await vi.advanceTimersByTimeAsync(9000);
  expect(isUnresponsive.value).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(isUnresponsive.value).toBe(true);
  // Recorded once.
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await readErrors()).toMatchObject([{ where: 'ping', code: 'timeout', count: 1 }]);

  replies.ping = ok;
  await vi.advanceTimersByTimeAsync(6000);
  expect(isUnresponsive.value).toBe(false);
});

it('ends a wait that would never end, with an unknown outcome', async () => {
  watchResponsiveness();
  replies = {};
  const result = switchBack();
  await vi.advanceTimersByTimeAsync(16_000);
  expect(await result).toEqual({ ok: false, failure: { code: 'outcome-unknown' } });
  expect(await readErrors()).toContainEqual(
    expect.objectContaining({ where: 'switchToPrevious', code: 'outcome-unknown' }),
  );
  expect(isUnresponsive.value).toBe(true);
  replies = { ping: ok, switchToPrevious: ok };
  expect(await switchBack()).toEqual({ ok: true, value: null });
  await vi.advanceTimersByTimeAsync(6000);
  expect(isUnresponsive.value).toBe(false);
});

it('is asked only while a reply is waited for, and ends no wait that began after it was asked', async () => {
  sendMessage.mockClear();
  watchResponsiveness();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sendMessage).toHaveBeenCalledTimes(1);
  replies = {
    switchToPrevious: () => new Promise((done) => setTimeout(done, 8000, { ok: true, value: null })),
  };
  const early = switchBack();
  await vi.advanceTimersByTimeAsync(9000);
  const late = switchBack();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await early).toEqual({ ok: true, value: null });
  expect(await late).toEqual({ ok: true, value: null });
});

it('is not confused with long work: a reply that takes minutes is waited for', async () => {
  watchResponsiveness();
  replies.switchToPrevious = async () => {
    await new Promise((done) => setTimeout(done, 300_000));
    return ok();
  };
  const result = switchBack();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(await result).toEqual({ ok: true, value: null });
  expect(isUnresponsive.value).toBe(false);
});

it('a message that was refused because the worker ended is asked again', async () => {
  const refuse = () => Promise.reject(new Error('The message port closed before a response was received.'));
  let asked = 0;
  replies.ping = () => (asked++ === 0 ? refuse() : ok());
  watchResponsiveness();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toBe(2);
  expect(isUnresponsive.value).toBe(false);
});
