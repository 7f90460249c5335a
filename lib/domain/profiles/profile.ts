import type { Failure } from '../failure.ts';
import type { ProfileKey, ProfileRef } from '../identity/keys.ts';

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

/** Latest summary of one profile. `fetchedAt` null: never read. The last failure stays until a success. */
export interface Usage extends ProfileRef {
  /** By service key; unknown services of the platform are kept. Units by service (see service.ts). */
  services: Record<string, ServiceUsage>;
  /** By resource key (device, dashboard, …). */
  resources: Record<string, number>;
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
}

export interface ServiceUsage {
  used: number;
  /** 0: nothing allocated. */
  limit: number;
}

/** What a person set for one profile; follows them to their other machines. Never a secret. */
export interface ProfilePreferences {
  profileKey: ProfileKey;
  favourite: boolean;
  /** CSS hex colour; null: derived from the key. */
  colour: string | null;
  /** One grapheme shown in place of the initial. */
  emoji: string | null;
  /** No notifications about it. */
  muted: boolean;
  /** Percentages at which to notify, by service key; absent: 80, 90, 100. */
  thresholds: Record<string, number[]>;
  /** The token (by {name, createdAt}) for reading and for writing samples. */
  readToken: TokenId | null;
  writeToken: TokenId | null;
  /** For cost exports: percent ×100 (1500 = 15 %) or cents; null: none. */
  markUp: { percentHundredths: number } | { cents: number } | null;
  /** Propose the next step when this level is reached, by service key. */
  proposals: Record<string, 'warning' | 'high' | 'blocked'>;
  updatedAt: number;
}

/** What identifies a token: the platform's rows have no id. */
export interface TokenId {
  name: string;
  /** ISO 8601, exactly as the platform wrote it. */
  createdAt: string;
}

export type TokenPermission = 'full' | 'write' | 'read';

/** A token's metadata. There is no value in it, on purpose. */
export interface TokenFacts extends TokenId {
  permission: TokenPermission | string;
  createdBy: string | null;
  /** Epoch ms; null: never. */
  expiresAt: number | null;
  /** Epoch ms; null: not used yet. */
  lastAuthorizedAt: number | null;
  /** The one that this browser uses: never offered for copying, and revoked by disconnecting. */
  ours: boolean;
}

export interface TokenList extends ProfileRef {
  tokens: TokenFacts[];
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
}

export interface TeamMember {
  accountId: string;
  name: string;
  email: string;
  /** false: an invitation not accepted yet (lapses 7 days after `since`). */
  active: boolean;
  since: number | null;
}

export interface Team extends ProfileRef {
  members: TeamMember[];
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
}

/** Returns true for a profile that no credential reaches: it needs a token of its own. */
export function needsToken({ access, ownCredential }: Pick<Profile, 'access' | 'ownCredential'>): boolean {
  return access === 'denied' && ownCredential === 'none';
}
