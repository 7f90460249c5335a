import { beforeEach, expect, it, vi } from 'vitest';

const { sendMessage } = vi.hoisted(() => ({ sendMessage: vi.fn() }));
vi.mock('../../../../lib/browser.ts', () => ({ browser: { runtime: { id: 'extension', sendMessage } } }));

const { request } = await import('../../../../entrypoints/docs.content/requests.ts');

const UNKNOWN = { ok: false, failure: { code: 'outcome-unknown' } };
const reply = { ok: true, value: null };
const never = new Promise(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  sendMessage.mockReset();
  return () => vi.useRealTimers();
});

it('ends with an unknown outcome once the background responds to nothing, and asks no more', async () => {
  sendMessage.mockReturnValue(never);
  const result = request('closeDock');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await result).toEqual(UNKNOWN);
  sendMessage.mockClear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sendMessage).not.toHaveBeenCalled();
});

it('waits for a reply that takes minutes while the background responds', async () => {
  sendMessage.mockImplementation(({ type }: { type: string }) =>
    type === 'ping' ? Promise.resolve(reply) : new Promise((done) => setTimeout(done, 300_000, reply)),
  );
  const result = request('closeDock');
  await vi.advanceTimersByTimeAsync(300_000);
  expect(await result).toEqual(reply);
});

it('asks the background nothing once it has replied', async () => {
  sendMessage.mockResolvedValue(reply);
  expect(await request('closeDock')).toEqual(reply);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sendMessage).toHaveBeenCalledOnce();
});
