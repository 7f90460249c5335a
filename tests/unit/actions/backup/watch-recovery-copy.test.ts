import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchRecoveryCopy } from '../../../../lib/actions/backup/watch-recovery-copy.ts';
import { readErrors } from '../../../../lib/diagnostics/error-log.ts';
import { publishChange } from '../../../../lib/store/changes.ts';
import { onInvalidCopyValue, restoreIfLost, updateCopy } from '../../../../lib/store/recovery-copy.ts';

vi.mock(import('../../../../lib/store/recovery-copy.ts'), async (original) => ({
  ...(await original()),
  onInvalidCopyValue: vi.fn(),
  restoreIfLost: vi.fn(),
  updateCopy: vi.fn(),
}));

const alarms = async () => (await fakeBrowser.alarms.getAll()).map(({ name }) => name);

beforeEach(() => {
  fakeBrowser.reset();
  vi.mocked(restoreIfLost).mockResolvedValue(false);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.mocked(restoreIfLost).mockReset();
  vi.mocked(updateCopy).mockReset();
});

test('a restoration that the deletion of the database still aborts is tried again', async () => {
  vi.mocked(restoreIfLost)
    .mockRejectedValueOnce(new DOMException('The transaction was aborted.', 'AbortError'))
    .mockResolvedValue(true);
  watchRecoveryCopy();
  await vi.runAllTimersAsync();
  expect(restoreIfLost).toHaveBeenCalledTimes(2);
});

test('the copy is brought up to date once after several changes, also of orders', async () => {
  watchRecoveryCopy();
  for (const store of ['billing', 'connections'] as const) publishChange(store, ['key']);
  await vi.runAllTimersAsync();
  expect(updateCopy).toHaveBeenCalledOnce();
});

test('the copy is brought up to date by an alarm if the worker ends before', async () => {
  watchRecoveryCopy();
  publishChange('connections', ['key']);
  const [alarm] = await fakeBrowser.alarms.getAll();
  // The next worker, which knows nothing of the change.
  await fakeBrowser.alarms.onAlarm.trigger(alarm!);
  await vi.advanceTimersByTimeAsync(0);
  expect(updateCopy).toHaveBeenCalledOnce();
});

test('no alarm is left once the copy is up to date, unless something has changed since', async () => {
  watchRecoveryCopy();
  publishChange('connections', ['key']);
  vi.mocked(updateCopy).mockImplementationOnce(async () => publishChange('profiles', ['key']));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await alarms()).toEqual(['recovery-copy']);
  await vi.runAllTimersAsync();
  expect(await alarms()).toEqual([]);
});

test('a value that is left out of what is restored is among the errors that diagnostics show', async () => {
  watchRecoveryCopy();
  vi.mocked(onInvalidCopyValue).mock.lastCall![0]('journal');
  await vi.waitFor(async () =>
    expect(await readErrors()).toMatchObject([{ where: 'copy for a lost database: journal' }]),
  );
});

describe('a store that stays broken', () => {
  const broken = new DOMException('It cannot be opened.', 'UnknownError');
  const goOff = async () => {
    const [alarm] = await fakeBrowser.alarms.getAll();
    await fakeBrowser.alarms.clear(alarm!.name);
    await fakeBrowser.alarms.onAlarm.trigger(alarm!);
    await vi.runAllTimersAsync();
  };

  it('is restored by the attempt that succeeds, and not tried again', async () => {
    vi.mocked(restoreIfLost).mockRejectedValue(broken);
    watchRecoveryCopy();
    await vi.runAllTimersAsync();
    vi.mocked(restoreIfLost).mockResolvedValue(true);
    await goOff();
    expect(restoreIfLost).toHaveBeenCalledTimes(5);
    expect(await alarms()).toEqual([]);
  });

  it('is tried again later, and left alone after a few attempts', async () => {
    vi.mocked(restoreIfLost).mockRejectedValue(broken);
    watchRecoveryCopy();
    await vi.runAllTimersAsync();
    expect(restoreIfLost).toHaveBeenCalledTimes(4);
    for (const name of ['restore-1', 'restore-2', 'restore-3']) {
      expect(await alarms()).toEqual([name]);
      await goOff();
    }
    expect(await alarms()).toEqual([]);
    expect(restoreIfLost).toHaveBeenCalledTimes(16);
  });
});
