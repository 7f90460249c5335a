import { computed } from '@preact/signals';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import type { TeamMember } from '../../../lib/domain/identity/profile.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { type ProfileLine, profileLines } from '../shared/profile-rows.ts';

/** One person on one region's API, and the profiles they reach or are invited to. */
export interface Person {
  id: string;
  accountId: string;
  name: string;
  email: string;
  places: { line: ProfileLine; member: TeamMember }[];
}

/** Everyone who is in a team, or invited to one; the ones who reach most first. */
export const people = computed<Person[]>(() => {
  const found = new Map<string, Person>();
  for (const line of profileLines.value) {
    for (const member of line.team?.members ?? []) {
      const id = `${originOf(line.profile.profileKey)}#${member.accountId}`;
      const person = found.get(id) ?? {
        id,
        accountId: member.accountId,
        name: member.name,
        email: member.email,
        places: [],
      };
      // One profile seen through two accounts has one team.
      if (!person.places.some((place) => place.line.profile.profileKey === line.profile.profileKey)) {
        person.places.push({ line, member });
      }
      found.set(id, person);
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      b.places.length - a.places.length ||
      nameCollator().compare(a.name || a.email, b.name || b.email) ||
      (a.id < b.id ? -1 : 1),
  );
});

/** The profiles that someone besides their owner reaches, in the table's order. */
export const sharedLines = computed<ProfileLine[]>(() => {
  const seen = new Set<string>();
  return profileLines.value.filter(({ team, profile }) => {
    if (!team || team.members.length === 0 || seen.has(profile.profileKey)) return false;
    seen.add(profile.profileKey);
    return true;
  });
});
