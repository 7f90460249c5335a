import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import {
  distinctAddresses,
  INVITATION_DAYS,
  isSameAddress,
  memberWith,
  type TeamMember,
} from '../../../lib/domain/team.ts';
import { isEmail, pastedEmail } from '../../../lib/domain/text/pasted.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { reasonNotToChoose, reasonNotToOpenForm } from '../../ui/disabled-reasons.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** Returns when an invitation expires, in epoch ms; null for a member, or if it isn't known when it was sent. */
export function invitationExpiresAt(member: TeamMember): number | null {
  return member.active || member.since === null ? null : member.since + INVITATION_DAYS * DAY_MS;
}

/** Returns true if an invitation can no longer be accepted at `at` (epoch ms). */
export function isInvitationExpired(member: TeamMember, at: number): boolean {
  return (invitationExpiresAt(member) ?? at) < at;
}

/** Returns why nobody can be invited to a profile, in one sentence; undefined if people can, or if TagoIO decides. */
export function reasonNotToInvite(row: ProfileRow): string | undefined {
  if (row.profile.shared) return t('teamSharedHint');
  if (needsToken(row.profile)) return t('profileDenied');
  const plan = teamPlan(row);
  return plan?.limit === 0 ? t('teamPlanNone', planText(plan.name)) : undefined;
}

/** Returns why a form that invites people to this profile alone can't be opened; undefined if it can. */
export function reasonNotToOpenInviteForm(row: ProfileRow): string | undefined {
  return reasonNotToInvite(row) ?? reasonNotToOpenForm(row.profile);
}

/** Returns why nobody can be invited to a profile that is chosen among several; undefined if people can. */
export function reasonNotToChooseForInvites(row: ProfileRow): string | undefined {
  return reasonNotToInvite(row) ?? reasonNotToChoose(row.profile);
}

/** Returns why nobody can be removed from a profile that is chosen among several; undefined if people can. */
export function reasonNotToChooseForRemoval({ profile }: ProfileRow): string | undefined {
  return profile.shared ? t('ruleOwnerOnly') : reasonNotToChoose(profile);
}

/** Returns a profile's plan, and how many people a team has with it; null if that is unknown. */
function teamPlan({ profile, connection }: ProfileRow): { name: string; limit: number } | null {
  const name = planOf(profile, connection);
  const limit = planLimits(name)?.teamMembers;
  return limit === undefined || name === null ? null : { name, limit };
}

/** Returns how many people are in a profile's team or invited. */
function teamSize({ team }: ProfileRow, at: number): number {
  return team?.members.filter((member) => !isInvitationExpired(member, at)).length ?? 0;
}

/**
 * Returns a sentence if a profile's team has as many people as its plan includes; null if not, or if nobody can be
 * invited at all. By contract an account may have more, so only TagoIO knows whether there is room. `at`: epoch ms.
 */
export function teamFullText(row: ProfileRow, at: number): string | null {
  const plan = teamPlan(row);
  if (reasonNotToInvite(row) !== undefined || plan === null || teamSize(row, at) < plan.limit) return null;
  return plural('teamPlanFull', plan.limit, planText(plan.name));
}

/**
 * Returns a sentence if a profile's team has room, with its plan, for fewer than so many more people; null if it has
 * room for all of them, or for nobody (see {@link teamFullText}). `at`: epoch ms.
 */
export function tooManyText(row: ProfileRow, people: number, at: number): string | null {
  const plan = teamPlan(row);
  const places = plan === null ? 0 : plan.limit - teamSize(row, at);
  if (plan === null || places <= 0 || places >= people) return null;
  return plural('teamInviteRoom', places, distinctName(row), planText(plan.name));
}

/** Why nobody needs to invite a person to a profile: they own it, are in its team, or were invited. */
export type PersonObstacle = 'owner' | 'member' | 'invited';

/**
 * Returns why a person can't be invited to a profile that the connection's account owns; null if they can. `at`: epoch
 * ms.
 */
export function personObstacle(
  { connection, team }: ProfileRow,
  email: string,
  at: number,
): PersonObstacle | null {
  if (connection && isSameAddress(connection.email, email)) return 'owner';
  const member = memberWith(team?.members ?? [], email);
  if (!member || isInvitationExpired(member, at)) return null;
  return member.active ? 'member' : 'invited';
}

/** Returns a text of how many members the plan includes, and how many there are; empty if the plan is unknown. */
export function teamLimitText(row: ProfileRow, at: number): string {
  const plan = teamPlan(row);
  return plan === null ? '' : plural('teamPlanLimit', plan.limit, teamSize(row, at), planText(plan.name));
}

/** Returns the distinct email addresses in a pasted list: commas, semicolons, lines, `Name <address>`. */
export function addressesIn(text: string): string[] {
  const pieces = text
    // A quoted display name may contain commas.
    .replace(/"[^"\n]*"/g, ' ')
    .split(/[\n,;]+/)
    .map((piece) => /<([^<>]+)>/.exec(piece)?.[1] ?? piece)
    // Addresses may be separated by spaces; other words stay together, to be shown as one mistake.
    .flatMap((piece) => {
      const words = piece.split(/\s+/);
      const areAddresses = words.some((word, i) => i > 0 && hasAt(word) && hasAt(words[i - 1]!));
      return areAddresses ? words : [piece];
    })
    .map(pastedEmail)
    .filter(Boolean);
  return distinctAddresses(pieces);
}

const hasAt = (word: string) => /.@./.test(word);

/** Returns an error that lists the invalid addresses; null if all are valid. */
export function invalidAddressesText(addresses: readonly string[]): string | null {
  const invalid = addresses.filter((address) => !isEmail(address));
  return invalid.length === 0 ? null : plural('teamInviteMisspelled', invalid.length, invalid.join(', '));
}
