import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchRecoveryCopy } from '../../../../lib/actions/backup/watch-recovery-copy.ts';
import { restoreIfLost } from '../../../../lib/store/recovery-copy.ts';

vi.mock(import('../../../../lib/store/recovery-copy.ts'), async (original) => ({
  ...(await original()),
  restoreIfLost: vi.fn(),
}));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.mocked(restoreIfLost).mockReset();
});

test('a restoration that the deletion of the database still aborts is tried again', async () => {
  vi.mocked(restoreIfLost)
    .mockRejectedValueOnce(new DOMException('The transaction was aborted.', 'AbortError'))
    .mockResolvedValue(true);
  watchRecoveryCopy();
  await vi.runAllTimersAsync();
  expect(restoreIfLost).toHaveBeenCalledTimes(2);
});

test('a store that stays broken is left alone after a few attempts', async () => {
  vi.mocked(restoreIfLost).mockRejectedValue(new DOMException('It cannot be opened.', 'UnknownError'));
  watchRecoveryCopy();
  await vi.runAllTimersAsync();
  expect(restoreIfLost).toHaveBeenCalledTimes(4);
});
