import { h } from 'preact';
import { expect, it, vi } from 'vitest';

vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useState: (value: unknown) => [value, () => {}],
}));
vi.mock('../../../../../components/ui/use-return-focus.ts', () => ({ useReturnFocus: () => ({}) }));
vi.mock('../../../../../components/ui/use-send.ts', () => ({ useSend: () => ({ busy: false }) }));

import { Invitation } from '../../../../../components/options/team/invitation.tsx';
import type { ConnectionKey } from '../../../../../lib/domain/identity/keys.ts';
import { isolate } from '../../../../../lib/domain/text/foreign.ts';
import type { OpenInvitation } from '../../../../../lib/state/notifications.ts';
import { textOf } from '../../text-of.ts';

it('the words of an invitation turn nothing around in the names of its buttons', () => {
  const message = 'Plant \u202e\u05d0';
  const notification = { id: '1', title: '', message, createdAt: null, invitation: { refuseButtonId: 'b' } };
  const invitation = { connectionKey: 'a' as ConnectionKey, notification } as unknown as OpenInvitation;
  const labels = textOf(h(Invitation, { invitation }), 'aria-label');
  expect(labels).toBe(`Accept: ${isolate(message)}Decline: ${isolate(message)}`);
});
