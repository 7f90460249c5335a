import type { TimedFailure } from './failure.ts';
import type { ProfileRef } from './identity/keys.ts';

/** How long people have to accept an invitation, in days. */
export const INVITATION_DAYS = 7;

export interface TeamMember {
  accountId: string;
  name: string;
  email: string;
  /** False: an invitation that isn't accepted yet; it expires {@link INVITATION_DAYS} days after `since`. */
  active: boolean;
  since: number | null;
}

export interface Team extends ProfileRef {
  members: TeamMember[];
  fetchedAt: number | null;
  failure: TimedFailure | null;
}

/** Returns the person with an email address among a team's members and invitations. */
export function memberWith(members: readonly TeamMember[], email: string): TeamMember | undefined {
  return members.find((one) => isSameAddress(one.email, email));
}

/** Returns true for two spellings of one email address. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
