import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { isSameAddress, memberWith, type TeamMember } from '../../../lib/domain/team.ts';
import { isEmail, pastedEmail } from '../../../lib/domain/text/pasted.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { unableAmongSeveral, unableToFill } from '../../ui/unable.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** How long people have to accept an invitation, in days. */
export const INVITATION_DAYS = 7;

/** Returns when an invitation expires, in epoch ms; null for a member, or if it isn't known when it was sent. */
export function invitationExpiresAt(member: TeamMember): number | null {
  return member.active || member.since === null ? null : member.since + INVITATION_DAYS * DAY_MS;
}

/** Returns why nobody can be invited to a profile, in one sentence; null if people can. */
export function inviteObstacle(row: ProfileRow): string | null {
  if (row.profile.shared) return t('teamSharedHint');
  if (needsToken(row.profile)) return t('profileDenied');
  const room = teamRoom(row);
  if (room === null || room.places > 0) return null;
  if (room.limit === 0) return t('teamPlanNone', planText(room.plan));
  return plural('teamPlanFull', room.limit, planText(room.plan));
}

/** The same for a form that invites to this profile alone; undefined if it can be opened. */
export function whyNotInvitableAlone(row: ProfileRow): string | undefined {
  return inviteObstacle(row) ?? unableToFill(row.profile);
}

/** Returns why nobody can be invited to a profile that is chosen among several; undefined if people can. */
export function whyNotInvitable(row: ProfileRow): string | undefined {
  return inviteObstacle(row) ?? unableAmongSeveral(row.profile);
}

/** The same for removing people from it. */
export function whyNotRemovable({ profile }: ProfileRow): string | undefined {
  return profile.shared ? t('ruleOwnerOnly') : unableAmongSeveral(profile);
}

/** Returns how many people a profile's team can have, and how many more can be invited; null if its plan is unknown. */
function teamRoom({
  profile,
  connection,
  team,
}: ProfileRow): { plan: string; limit: number; places: number } | null {
  const plan = planOf(profile, connection);
  const limit = planLimits(plan)?.teamMembers;
  if (limit === undefined || plan === null) return null;
  return { plan, limit, places: limit - (team?.members.length ?? 0) };
}

/** Returns a sentence if a profile's team has no room for this many more people; null if it has, or that is not known. */
export function tooManyText(row: ProfileRow, people: number): string | null {
  const room = teamRoom(row);
  if (room === null || room.places >= people) return null;
  return plural('teamInviteRoom', Math.max(0, room.places), distinctName(row), planText(room.plan));
}

/** Why nobody needs to invite a person to a profile: they own it, are in its team, or were invited. */
export type PersonObstacle = 'owner' | 'member' | 'invited';

/** Returns why a person can't be invited to a profile that the connection's account owns; null if they can. `at`: epoch ms. */
export function personObstacle(
  { connection, team }: ProfileRow,
  email: string,
  at: number,
): PersonObstacle | null {
  if (connection && isSameAddress(connection.email, email)) return 'owner';
  const member = memberWith(team?.members ?? [], email);
  if (!member || (invitationExpiresAt(member) ?? at) < at) return null;
  return member.active ? 'member' : 'invited';
}

/** Returns a text of how many members the plan allows, and how many there are; empty if the plan is unknown. */
export function teamLimitText(row: ProfileRow): string {
  const room = teamRoom(row);
  if (room === null) return '';
  return plural('teamPlanLimit', room.limit, row.team?.members.length ?? 0, planText(room.plan));
}

/** Returns the distinct email addresses in a pasted list: commas, semicolons, lines, `Name <address>`. */
export function addressesIn(text: string): string[] {
  const pieces = text
    // A quoted display name may contain commas.
    .replace(/"[^"\n]*"/g, ' ')
    .split(/[\n,;]+/)
    .map((piece) => /<([^<>]+)>/.exec(piece)?.[1] ?? piece)
    // Addresses may be separated by spaces; other words stay together, to be shown as one mistake.
    .flatMap((piece) => (/\S+@\S+\s+\S+@\S+/.test(piece) ? piece.split(/\s+/) : [piece]))
    .map(pastedEmail)
    .filter(Boolean);
  const seen = new Map(pieces.map((piece) => [piece.toLowerCase(), piece]));
  return [...seen.values()];
}

/** Returns an error that lists the invalid addresses; null if all are valid. */
export function invalidAddressesText(addresses: readonly string[]): string | null {
  const invalid = addresses.filter((address) => !isEmail(address));
  return invalid.length === 0 ? null : plural('teamInviteMisspelled', invalid.length, invalid.join(', '));
}
