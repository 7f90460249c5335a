import { expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { invitationSummary } from '../../../../../components/options/team/invite-text.ts';

const invitations = (profiles: number) =>
  Array.from({ length: profiles }, (_, number) => ({
    email: 'ana@field.example',
    row: { id: `${number}`, profile: { name: `Site ${number}` } } as ProfileRow,
  }));

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

it('names each profile of a few, and counts those beyond the first thirty', () => {
  expect(plain(invitationSummary(invitations(2)))).toContain('Site 0 and Site 1');
  const many = plain(invitationSummary(invitations(10_000)));
  expect(many).toContain('Site 29, and 9,970 more profiles');
  expect(many).not.toContain('Site 30');
});
