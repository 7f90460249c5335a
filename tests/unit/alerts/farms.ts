import { type ProfileRef, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import type { ProfileListItem } from '../../../lib/domain/profiles/profile.ts';
import { makeConnection, US } from '../domain/make.ts';

/** The account whose profiles have the alerts. */
export const ACCOUNT = makeConnection('account', { accountName: 'Ines', email: 'ines@acme.example' });

/** Returns the account's profile number `n`. */
export const farm = (n: number): ProfileRef => ({
  connectionKey: ACCOUNT.key,
  profileKey: profileKeyOf(US, `p${n}`),
});

/** Returns the first `count` profiles as the platform lists them. */
export function farmList(count: number): (ProfileRef & ProfileListItem)[] {
  return Array.from({ length: count }, (_, n) => ({
    ...farm(n),
    id: `p${n}`,
    name: `Farm ${n}`,
    logoUrl: null,
    shared: false,
    ownerAccountId: null,
    position: n,
  }));
}
