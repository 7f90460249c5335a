import type { Failure } from './failure.ts';
import type { ProfileRef } from './identity/keys.ts';

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
