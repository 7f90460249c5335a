import { expect, it, vi } from 'vitest';
import { rereadAfterLostReplies } from '../../../../../components/options/shared/reread-after-lost-reply.ts';
import { browser } from '../../../../../lib/browser.ts';
import { send } from '../../../../../lib/messages/client.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

const { connectionKey, profileKey } = profileRow(connectionRow(1).key, 1);
const ref = { connectionKey, profileKey };

it('a list is read again after a change of it that got no reply, and only then', async () => {
  const messages: unknown[] = [];
  let isLost = true;
  Object.assign(browser.runtime, {
    sendMessage: async (message: { type: string }) => {
      messages.push(message);
      return isLost && !message.type.startsWith('read') ? undefined : { ok: true, value: null };
    },
  });
  rereadAfterLostReplies();
  const revoking = { ...ref, tokens: [{ name: 'Backend', createdAt: '2026-01-01T00:00:00.000Z' }] };
  await expect(send('revokeTokens', revoking)).rejects.toThrow();
  await expect(send('removeMember', { accountId: 'a', from: [{ ...ref, active: true }] })).rejects.toThrow();
  const name = 'North';
  await expect(send('addProfile', { connectionKey, name, allocateFreeResources: false })).rejects.toThrow();
  await expect(send('saveAllocation', { connectionKey, changes: [] })).rejects.toThrow();
  await expect(send('lock')).rejects.toThrow();
  await vi.waitFor(() => expect(messages).toHaveLength(9));
  const data = { refs: [ref] };
  const account = { connectionKey };
  expect(messages).toContainEqual({ type: 'readTokens', data });
  expect(messages).toContainEqual({ type: 'readTeam', data });
  expect(messages).toContainEqual({ type: 'readProfiles', data: account });
  expect(messages).toContainEqual({ type: 'readBilling', data: account });
  isLost = false;
  await send('revokeTokens', revoking);
  expect(messages).toHaveLength(10);
});
