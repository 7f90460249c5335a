import { type Signal, signal } from '@preact/signals';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';

/** Returns a module of the app's state in which there are two profiles, the first one active; for `vi.mock`. */
export async function withTwoProfiles(original: () => Promise<object>): Promise<object> {
  const connection = makeConnection('a');
  const profiles = [1, 2].map((n) => makeProfile(connection, `${n}`.repeat(24), `Acme ${n}`));
  return {
    ...(await original()),
    profiles: signal(profiles),
    active: signal({ active: profiles[0], recents: [] }),
  };
}

/** Makes the profile at `index` the active one of such a module. */
export function chooseIn(
  { active, profiles }: { active: { value: object }; profiles: { value: Profile[] } },
  index: number,
): void {
  (active as Signal<object>).value = { ...active.value, active: profiles.value[index]! };
}
