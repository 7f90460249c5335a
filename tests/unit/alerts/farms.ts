import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import type { ProfileListItem } from '../../../lib/domain/profiles/profile.ts';
import { makeConnection, refOfProfile } from '../domain/make.ts';

/** The account whose profiles have the alerts. */
export const ACCOUNT = makeConnection('account', { accountName: 'Ines', email: 'ines@acme.example' });

export { refOfProfile as farm } from '../domain/make.ts';

/** Returns the first `count` profiles as the platform lists them. */
export function farmList(count: number): (ProfileRef & ProfileListItem)[] {
  return Array.from({ length: count }, (_, n) => ({
    ...refOfProfile(n),
    id: `p${n}`,
    name: `Farm ${n}`,
    logoUrl: null,
    shared: false,
    ownerAccountId: null,
    position: n,
  }));
}
