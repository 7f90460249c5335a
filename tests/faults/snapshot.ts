import type { ProfileRef, Rows, World } from './world.ts';

export interface Active {
  active: ProfileRef | null;
  recents: ProfileRef[];
}

/** What the checks after each step compare with the step before. */
export interface Snapshot {
  active: Active;
  profiles: (ProfileRef & { id: string; name: string; access: string })[];
}

/** Reads what is stored now. */
export async function snapshotOf(world: World): Promise<Snapshot> {
  const { settings, profiles } = await world.stores('settings', 'profiles');
  return { active: activeOf(settings), profiles: profiles as unknown as Snapshot['profiles'] };
}

function activeOf(settings: Rows): Active {
  const row = settings.find(({ key }) => key === 'active') as unknown as Active | undefined;
  return { active: row?.active ?? null, recents: row?.recents ?? [] };
}
