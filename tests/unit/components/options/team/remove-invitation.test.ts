import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { RemoveMemberDialog } from '../../../../../components/options/profile/member-actions.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { TeamMember } from '../../../../../lib/domain/team.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { draw, openFakePage, watchDrawn } from '../../fake-page.ts';

const { announce } = vi.hoisted(() => ({ announce: vi.fn() }));
vi.mock('../../../../../components/ui/toast.tsx', () => ({ announce, announceFailure: () => {} }));
vi.mock('../../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<object>()),
  send: async () => ({ ok: true, value: [{ failure: null }] }),
}));

const profile = makeProfile(makeConnection('a'), 'p1', 'Plant');
const row = { id: 'p1', profile, disambiguationTags: [] } as unknown as ProfileRow;

/** Returns what is announced once that person was removed. */
async function announced(active: boolean): Promise<string> {
  const member = { accountId: 'b', name: 'Sam', email: 'sam@field.example', active } as TeamMember;
  let submit: (event: object) => void = () => {};
  openFakePage();
  watchDrawn((name, props) => {
    if (name === 'form') submit = (props as { onSubmit: typeof submit }).onSubmit;
  });
  draw(h(RemoveMemberDialog, { row, member, onClose: () => {} }));
  announce.mockReset();
  submit({ preventDefault: () => {}, stopPropagation: () => {} });
  await vi.waitFor(() => expect(announce).toHaveBeenCalled());
  return announce.mock.calls[0]![0];
}

it('of somebody who was only invited, it says that the invitation is canceled: they never had access', async () => {
  expect(await announced(false)).toContain('Invitation to sam@field.example canceled.');
  expect(await announced(true)).toContain('no longer has access to Plant');
});
