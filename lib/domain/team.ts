import { distinctBy } from './distinct-by.ts';
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

/** Returns a person's name; their email address where they have none, or else their account's id. */
export function memberName({
  name,
  email,
  accountId,
}: Pick<TeamMember, 'name' | 'email' | 'accountId'>): string {
  return name || email || accountId;
}

/** Returns the person with an email address among a team's members and invitations. */
export function memberWith(members: readonly TeamMember[], email: string): TeamMember | undefined {
  return members.find((one) => isSameAddress(one.email, email));
}

/** Returns the same for every spelling of one email address. */
export function addressKey(email: string): string {
  return email.toLowerCase();
}

/** Returns true for two spellings of one email address. */
export function isSameAddress(a: string, b: string): boolean {
  return addressKey(a) === addressKey(b);
}

/** Returns a person's email address, else their name or their account's id; null where they aren't known. */
export function memberAddress(
  member: Pick<TeamMember, 'name' | 'email' | 'accountId'> | undefined,
): string | null {
  return member ? member.email || memberName(member) : null;
}

/** Returns the addresses to invite among those that were typed, without blanks, each once. */
export function addressesOf(typed: readonly string[]): string[] {
  return distinctAddresses(typed.map((email) => email.trim()).filter(Boolean));
}

/** Returns each email address once, in its last spelling. */
export function distinctAddresses(emails: readonly string[]): string[] {
  return distinctBy(emails, addressKey);
}
