import { DEFAULT_PREFERENCES } from '../../lib/domain/settings/settings.ts';
import type { TokenRotation } from '../../lib/domain/tokens/rotation.ts';
import type { ProfileRef, Rows, World } from './world.ts';

export interface Active {
  active: ProfileRef | null;
  recents: ProfileRef[];
}

/** A failure that is stored of a profile or an account. */
export interface StoredFailure {
  what: 'access' | 'usage' | 'team' | 'tokens' | 'state' | 'failure' | 'pause';
  name: string;
  /** Id of the profile; null: it is the account's. */
  profile: string | null;
  /** Key of the connection. */
  account: string;
  code: string;
  /** Differs from that of an earlier failure. */
  value: string;
}

/** What the checks after each step compare with the step before. */
export interface Snapshot {
  active: Active;
  profiles: (ProfileRef & { id: string; name: string; access: string })[];
  /** `tokenProfile`: id of the profile that the account's token belongs to. */
  accounts: { key: string; tokenProfile: string | null }[];
  failures: ReadonlyMap<string, StoredFailure>;
  /** Tokens that are being replaced. */
  rotations: readonly TokenRotation[];
  /** Settings and connected accounts, by a name of the runner's own; missing: 0. */
  settings: ReadonlyMap<string, number>;
}

interface Failed {
  failure?: { failure: { code: string }; at: number } | null;
}

interface StoredAccount extends Failed {
  key: string;
  email: string;
  state: string;
  credential: { profileId: string | null };
  pause?: { at: number; until: number } | null;
}

/** Reads what is stored now. */
export async function snapshotOf(world: World): Promise<Snapshot> {
  const stored = await world.stores(
    'settings',
    'profiles',
    'connections',
    'usage',
    'team',
    'tokens',
    'profilePreferences',
  );
  const profiles = stored.profiles as unknown as Snapshot['profiles'];
  const connections = stored.connections as unknown as StoredAccount[];
  const failures = new Map<string, StoredFailure>();
  const add = (failure: StoredFailure) =>
    failures.set([failure.what, failure.account, failure.profile ?? ''].join(' '), failure);
  for (const { connectionKey: account, id, name, access } of profiles)
    if (access !== 'ok') add({ what: 'access', name, profile: id, account, code: access, value: access });
  for (const what of ['usage', 'team', 'tokens'] as const) {
    for (const { connectionKey: account, profileKey, failure } of stored[what] as unknown as (ProfileRef &
      Failed)[]) {
      const profile = profiles.find((row) => row.connectionKey === account && row.profileKey === profileKey);
      if (profile && failure)
        add({ what, name: profile.name, profile: profile.id, account, ...causeOf(failure) });
    }
  }
  for (const { key: account, email: name, state, failure, pause } of connections) {
    const about = { name, profile: null, account };
    if (state !== 'ok') add({ ...about, what: 'state', code: state, value: state });
    if (failure) add({ ...about, what: 'failure', ...causeOf(failure) });
    if (pause) add({ ...about, what: 'pause', code: 'pause', value: `${pause.at} to ${pause.until}` });
  }
  return {
    active: activeOf(stored.settings),
    profiles,
    accounts: connections.map(({ key, credential }) => ({ key, tokenProfile: credential.profileId })),
    failures,
    rotations: rotationsIn(stored.settings),
    settings: new Map([
      [
        'refreshMinutes',
        Number(
          stored.settings.find(({ key }) => key === 'preferences')?.refreshMinutes ??
            DEFAULT_PREFERENCES.refreshMinutes,
        ),
      ],
      ...stored.profilePreferences.map(
        ({ profileKey, favourite }) => [`favourite ${profileKey}`, Number(favourite)] as const,
      ),
      ...connections.map(({ key }) => [`connected ${key}`, 1] as const),
    ]),
  };
}

/** Returns the tokens that are being replaced, by the rows of the settings. */
export function rotationsIn(settings: Rows): TokenRotation[] {
  const row = settings.find(({ key }) => key === 'rotations') as { rotations?: TokenRotation[] } | undefined;
  return row?.rotations ?? [];
}

const causeOf = ({ failure: { code }, at }: NonNullable<Failed['failure']>) => ({
  code,
  value: `${code} at ${at}`,
});

function activeOf(settings: Rows): Active {
  const row = settings.find(({ key }) => key === 'active') as unknown as Active | undefined;
  return { active: row?.active ?? null, recents: row?.recents ?? [] };
}
