import { computed } from '@preact/signals';
import { type ApiOrigin, connectionKeyOf, originOf } from '../../../lib/domain/identity/keys.ts';
import { memberName, type TeamMember } from '../../../lib/domain/team.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { type ProfileRow, profileRows } from '../shared/profile-rows.ts';

/** A person on one region's API, and the profiles they can access or are invited to. */
export interface Person {
  id: string;
  origin: ApiOrigin;
  accountId: string;
  name: string;
  email: string;
  memberships: { row: ProfileRow; member: TeamMember }[];
}

/** Everyone who is in a team or invited to one, those with most profiles first. */
export const people = computed<Person[]>(() => {
  const found = new Map<string, Person>();
  for (const row of profileRows.value) {
    for (const member of row.team?.members ?? []) {
      const origin = originOf(row.profile.profileKey);
      const id = connectionKeyOf(origin, member.accountId);
      const person = found.get(id) ?? {
        id,
        origin,
        accountId: member.accountId,
        name: member.name,
        email: member.email,
        memberships: [],
      };
      person.memberships.push({ row, member });
      found.set(id, person);
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      b.memberships.length - a.memberships.length ||
      nameCollator().compare(memberName(a), memberName(b)) ||
      (a.id < b.id ? -1 : 1),
  );
});

/** Returns true if a person of a team is the one whose account is connected here. `origin`: their region's API. */
export function isSelf(origin: ApiOrigin, { accountId }: Pick<TeamMember, 'accountId'>): boolean {
  const key = connectionKeyOf(origin, accountId);
  return connections.value.some((connection) => connection.key === key);
}

/** The profiles that someone other than their owner can access, in the table's order. */
export const profilesWithTeam = computed<ProfileRow[]>(() =>
  profileRows.value.filter(({ team }) => team && team.members.length > 0),
);
