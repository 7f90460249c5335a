import { expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { impossibleText, invitationSummary } from '../../../../../components/options/team/invite-text.ts';

const invitations = (profiles: number) =>
  Array.from({ length: profiles }, (_, number) => ({
    email: 'ana@field.example',
    row: {
      id: `${number}`,
      profile: { name: `Site ${number}` },
      disambiguationTags: [] as string[],
    } as ProfileRow,
  }));

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

it('names each profile of a few, and counts those beyond the first thirty', () => {
  expect(plain(invitationSummary(invitations(2)))).toContain('Site 0 and Site 1');
  const many = plain(invitationSummary(invitations(10_000)));
  expect(many).toContain('Site 29, and 9,970 more profiles');
  expect(many).not.toContain('Site 30');
});

it('names profiles of one name with what they differ in', () => {
  const [us, eu] = ['US East', 'Europe'].map((region) => ({
    email: 'ana@field.example',
    row: { id: region, profile: { name: 'Plant' }, disambiguationTags: [region] } as ProfileRow,
  }));
  expect(plain(invitationSummary([us!, eu!]))).toBe(
    'You’re inviting ana@field.example to Plant (US East) and Plant (Europe).',
  );
});

it('says why people can’t be invited, once for each reason, with the profiles where there are several', () => {
  const [one, two] = invitations(2);
  const why = 'member' as const;
  expect(impossibleText([], true)).toBeNull();
  expect(impossibleText([{ ...one!, why }], true)).toBe('Already on the team: ana@field.example.');
  const denied = { ...one!, email: 'sam@field.example', why: { code: 'no-account' as const } };
  expect(plain(impossibleText([{ ...one!, why }, { ...two!, why }, denied], false) ?? '')).toBe(
    'Already on the team: ana@field.example in Site 0 and Site 1. sam@field.example in Site 0: ' +
      'There’s no TagoIO account with this email yet. Ask this person to create one first.',
  );
});
