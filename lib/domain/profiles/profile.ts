import type { ProfileRef } from '../identity/keys.ts';

/** A profile as one connection sees it (one row per connection × profile). Times are epoch ms. */
export interface Profile extends ProfileRef {
  id: string;
  name: string;
  logoUrl: string | null;
  /** True if another account owns it and shares it with this connection's account (`from_share`). */
  shared: boolean;
  /** The owner's account id, where the platform returns it. */
  ownerAccountId: string | null;
  ownerName: string | null;
  /** The owner's plan; null until the profile's info was read. */
  plan: string | null;
  allocation: Record<string, number>;
  addons: Record<string, boolean | number | string>;
  createdAt: number | null;
  /** denied: the connection's token has no access; the profile needs its own token. */
  access: 'ok' | 'denied';
  /** Whether the vault has a token for this profile alone, and whether the extension issued it. */
  ownCredential: 'none' | 'issued' | 'pasted';
  /** Position in the platform's list. */
  position: number;
  infoAt: number | null;
}

/** A row of the platform's list of profiles; the owner's account and name only where the platform returns them. */
export type ProfileListItem = Pick<Profile, 'id' | 'name' | 'shared' | 'ownerAccountId' | 'position'> &
  Partial<Pick<Profile, 'ownerName'>> &
  Readable<'logoUrl'>;

/** What the platform's details of one profile contain. `allocation` null: it can't be read. */
export type ProfileInfo = Pick<Profile, 'id' | 'name' | 'ownerAccountId' | 'createdAt'> &
  Readable<'logoUrl' | 'plan' | 'addons'> & { allocation: Profile['allocation'] | null };

/** Fields that are undefined if they couldn't be read; null means that there is none. */
type Readable<Field extends keyof Profile> = { [Name in Field]: Profile[Name] | undefined };

/** Returns a profile of which only the platform's list is known. */
export function newProfile(item: ProfileRef & ProfileListItem): Profile {
  return {
    ownerName: null,
    plan: null,
    allocation: {},
    addons: {},
    createdAt: null,
    access: 'ok',
    ownCredential: 'none',
    infoAt: null,
    ...item,
    logoUrl: item.logoUrl ?? null,
  };
}

/** Returns true for a profile that no credential has access to: it needs its own token. */
export function needsToken({ access, ownCredential }: Pick<Profile, 'access' | 'ownCredential'>): boolean {
  return access === 'denied' && ownCredential === 'none';
}
