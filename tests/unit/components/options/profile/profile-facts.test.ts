import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ProfileFacts } from '../../../../../components/options/profile/profile-facts.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { Profile } from '../../../../../lib/domain/profiles/profile.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/options/profile/seen-by.tsx', () => ({ SeenBy: () => null }));
vi.mock('../../../../../components/options/profile/copyable.tsx', () => ({
  Copyable: ({ value }: { value: string }) => `[${value}]`,
}));

const [OWN, OTHER, ID] = ['a'.repeat(24), 'b'.repeat(24), 'c'.repeat(24)] as const;
const connection = makeConnection(OWN);

const factsOf = (change: Partial<Profile>) => {
  const profile = makeProfile(connection, ID, 'Demo', change);
  return textOf(h(ProfileFacts, { row: { profile, connection } as ProfileRow }));
};

it('the account’s id is the owner’s: of a shared profile never that of the account that it is shared with', () => {
  expect(factsOf({})).toContain(`Account ID[${OWN}]`);
  expect(factsOf({ ownerAccountId: OWN })).toContain(`Account ID[${OWN}]`);
  expect(factsOf({ shared: true, ownerAccountId: OTHER })).toContain(`Account ID[${OTHER}]`);
  expect(factsOf({ shared: true, ownerAccountId: null })).not.toMatch(/Account ID|aaaa/);
});
