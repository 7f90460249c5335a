import type { ProfileRef } from '../identity/keys.ts';

/** A profile as one connection sees it (one row per connection × profile). Times are epoch ms. */
export interface Profile extends ProfileRef {
  id: string;
  name: string;
  logoUrl: string | null;
  /** Another account's, shared with this connection's account (`from_share`). */
  shared: boolean;
  /** The owning account, where the platform says it. */
  ownerAccountId: string | null;
  ownerName: string | null;
  /** Of the owner's account; null until the profile's info was read. */
  plan: string | null;
  allocation: Record<string, number>;
  addons: Record<string, boolean | number | string>;
  createdAt: number | null;
  /** denied: the connection's token does not reach it; it needs a token of its own. */
  access: 'ok' | 'denied';
  /** Whether a token for this profile alone is in the vault, and who made it. */
  ownCredential: 'none' | 'issued' | 'pasted';
  /** Position in the platform's list. */
  position: number;
  infoAt: number | null;
}

/** A row of the platform's list of profiles; the owner's account and name only where the platform returns them. */
export type ProfileListItem = Pick<
  Profile,
  'id' | 'name' | 'logoUrl' | 'shared' | 'ownerAccountId' | 'position'
> &
  Partial<Pick<Profile, 'ownerName'>>;

/** What the platform's page of one profile contains. */
export type ProfileInfo = Pick<
  Profile,
  'id' | 'name' | 'logoUrl' | 'ownerAccountId' | 'plan' | 'allocation' | 'addons' | 'createdAt'
>;

/** Returns true for a profile that no credential reaches: it needs a token of its own. */
export function needsToken({ access, ownCredential }: Pick<Profile, 'access' | 'ownCredential'>): boolean {
  return access === 'denied' && ownCredential === 'none';
}
