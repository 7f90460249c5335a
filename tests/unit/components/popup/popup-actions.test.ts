import { afterEach, expect, test, vi } from 'vitest';
import { moveRow, switchBack } from '../../../../components/popup/popup-actions.ts';
import { showStatus, status } from '../../../../components/popup/status-message.ts';
import { handleMessagesWith } from '../../../../lib/messages/client.ts';

/** An update of the extension has removed the file under the open popup. */
vi.mock('../../../../components/popup/later.ts', () => {
  throw new Error('no such file');
});
vi.mock('../../../../lib/state/app-state.ts', async (original) => ({
  ...(await original<object>()),
  whenLoaded: () => Promise.resolve(),
}));

afterEach(() => showStatus(null));

test('a failure is said although its explanation can’t be loaded', async () => {
  handleMessagesWith(() => Promise.resolve({ ok: false, failure: { code: 'timeout' } }));
  await switchBack();
  expect(status.value).toMatchObject({ tone: 'error', text: expect.stringMatching(/./) });
});

test('a move that can’t be loaded isn’t silent', async () => {
  await moveRow('a', 1);
  expect(status.value?.tone).toBe('error');
});
