import type { ProfileKey } from '../identity/keys.ts';
import type { TokenId } from '../tokens/token.ts';

/** The levels at which a rule can propose a higher limit. */
export const PROPOSAL_LEVELS = ['warning', 'high', 'blocked'] as const;
export type ProposalLevel = (typeof PROPOSAL_LEVELS)[number];

/** Preferences for one profile, synced between a person's browsers. Never contains a secret. */
export interface ProfilePreferences {
  profileKey: ProfileKey;
  favourite: boolean;
  /** Place in the person's own order; null: where the automatic order puts it. */
  position: number | null;
  /** One tag to filter and group by. */
  tag: string | null;
  /** CSS hex colour; null: a name rule's, else derived from the key. */
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
  proposals: Record<string, ProposalLevel>;
  updatedAt: number;
}

/** Returns the preferences of a profile for which nothing was set. */
export function defaultProfilePreferences(profileKey: ProfileKey): ProfilePreferences {
  return {
    profileKey,
    favourite: false,
    position: null,
    tag: null,
    colour: null,
    emoji: null,
    muted: false,
    thresholds: {},
    readToken: null,
    writeToken: null,
    markUp: null,
    proposals: {},
    updatedAt: 0,
  };
}
