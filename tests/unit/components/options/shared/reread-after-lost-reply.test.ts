import { beforeEach, expect, it } from 'vitest';
import { rereadAfterLostReplies } from '../../../../../components/options/shared/reread-after-lost-reply.ts';
import { browser } from '../../../../../lib/browser.ts';
import { platformIdOf } from '../../../../../lib/domain/identity/keys.ts';
import { send } from '../../../../../lib/messages/client.ts';
import type { MessageType } from '../../../../../lib/messages/protocol.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

const { connectionKey, profileKey } = profileRow(connectionRow(1).key, 1);
const ref = { connectionKey, profileKey };
const messages: unknown[] = [];
let isLost = true;

beforeEach(() => {
  messages.length = 0;
  isLost = true;
  Object.assign(browser.runtime, {
    sendMessage: async (message: { type: string }) => {
      messages.push(message);
      return isLost && !message.type.startsWith('read') ? undefined : { ok: true, value: null };
    },
  });
  rereadAfterLostReplies();
});

const ofProfile = { refs: [ref] };
const ofAccount = { connectionKey };

it.each<[MessageType, reads: MessageType[], data: unknown, whatIsRead: unknown]>([
  ['createToken', ['readTokens'], ref, ofProfile],
  ['rotateToken', ['readTokens'], ref, ofProfile],
  ['revokeTokens', ['readTokens'], ref, ofProfile],
  ['moveExtensionToken', ['readTokens'], { connectionKey, profileId: platformIdOf(profileKey) }, ofProfile],
  ['generateProfileToken', ['readTokens'], { ...ref, password: 'secret' }, ofProfile],
  ['inviteMembers', ['readTeam'], ref, ofProfile],
  ['resendInvitation', ['readTeam'], ref, ofProfile],
  ['removeMember', ['readTeam'], { from: [{ ...ref, active: true }] }, ofProfile],
  ['addProfile', ['readProfiles'], ofAccount, ofAccount],
  ['renameProfile', ['readProfiles'], ref, ofAccount],
  ['setLogo', ['readProfiles'], ref, ofAccount],
  ['uploadLogo', ['readProfiles'], ref, ofAccount],
  ['deleteProfile', ['readProfiles'], { ...ref, password: 'secret' }, ofAccount],
  ['leaveProfile', ['readProfiles'], { ...ref, password: 'secret' }, ofAccount],
  ['answerInvitation', ['readProfiles', 'readNotifications'], ofAccount, ofAccount],
  ['saveAllocation', ['readBilling'], ofAccount, ofAccount],
  ['addToLimit', ['readBilling'], ofAccount, ofAccount],
  ['placeOrder', ['readBilling'], ofAccount, ofAccount],
  ['payPastDue', ['readBilling'], ofAccount, ofAccount],
  ['cancelFailedChange', ['readBilling'], ofAccount, ofAccount],
  ['cancelScheduledChange', ['readBilling'], ofAccount, ofAccount],
  ['lock', [], undefined, undefined],
])(
  'after %s without a reply, what shows whether it was made is read again: %j',
  async (change, reads, data, whatIsRead) => {
    const sending = send as (type: MessageType, data: unknown) => Promise<unknown>;
    await expect(sending(change, data)).rejects.toThrow();
    expect(messages).toEqual([{ type: change, data }, ...reads.map((type) => ({ type, data: whatIsRead }))]);
  },
);

it('after a reply, nothing is read again', async () => {
  isLost = false;
  await send('leaveProfile', { ...ref, password: 'secret' } as never);
  expect(messages).toHaveLength(1);
});
