import { consoleOf } from '../console/console-site.ts';
import { consolePlace } from '../domain/console-session.ts';
import { withPreferences } from '../domain/identity/connection-preferences.ts';
import { originOf, type ProfileRef } from '../domain/identity/keys.ts';
import { copyObstacleOf } from '../domain/identity/obstacle.ts';
import { profileColour } from '../domain/profiles/colour.ts';
import { type DocsMirror, type DocsObstacle, NOT_CONNECTED } from '../domain/settings/docs-mirror.ts';
import { listRefreshMinutes } from '../domain/usage/stale-usage.ts';
import { usageStatus } from '../domain/usage/usage-status.ts';
import { distinctConnectionText, labelText } from '../i18n/profile-text.ts';
import { getActiveSnapshot } from '../store/active-snapshot.ts';
import { getConsoleSessions } from '../store/console-session.ts';
import { getForecasts } from '../store/forecasts.ts';
import { getPolicy } from '../store/policy.ts';
import { getVaultStatus, isHiddenWhileLocked } from '../store/vault-status.ts';
import { readAtRisk } from './at-risk.ts';
import type { TitleInput } from './title.ts';

/** What the toolbar shows. */
interface Snapshot {
  active: ProfileRef | null;
  input: TitleInput;
  mirror: DocsMirror;
}

async function readConsole(active: ProfileRef): Promise<TitleInput['console']> {
  const session = (await getConsoleSessions())[consoleOf(originOf(active.connectionKey))];
  if (!session) return null;
  const { profileName, email } = session;
  return { place: consolePlace(session, active), profileName, email };
}

/** Returns why no passphrase is set although the policy requires one: an error of the policy requires it too. */
async function passphraseObstacle(): Promise<DocsObstacle> {
  return (await getPolicy()).status === 'invalid' ? 'policy-invalid' : 'no-passphrase';
}

/** Reads what the toolbar shows: the active profile's rows and little more. */
export async function readSnapshot(): Promise<Snapshot> {
  const [stored, vault] = await Promise.all([getActiveSnapshot(), getVaultStatus()]);
  const { locked, lacksPassphrase } = vault;
  const { preferences, connections, profile, usage, profilePreferences, disambiguators } = stored;
  const name = profile ? labelText(profile, disambiguators) : '';
  const hidden = isHiddenWhileLocked(vault, preferences);
  const { active } = stored.active;
  const all = withPreferences(connections, preferences.connections);
  const connection = all.find(({ key }) => key === active?.connectionKey);
  const minutes = listRefreshMinutes(preferences);
  const [atRisk, others] = await Promise.all([readAtRisk(minutes), readAtRisk(minutes, active)]);
  const now = Date.now();
  const forecasts = profile ? await getForecasts(profile, usage, now) : [];
  const input: TitleInput = {
    now,
    connected: connections.length > 0,
    locked,
    lacksPassphrase,
    connection,
    profile: profile && { ...profile, name },
    usage,
    preferences,
    atRisk,
    forecasts,
    emoji: profilePreferences?.emoji ?? null,
    connectionName: connection ? distinctConnectionText(connection, all) : '',
    host: connection ? new URL(connection.origin).host : '',
    othersAtRisk: hidden ? 0 : others.count,
    console: active ? await readConsole(active) : null,
  };
  const mirrored =
    active && profile && connection
      ? {
          profileKey: active.profileKey,
          name,
          colour: profileColour(profile, profilePreferences?.colour, preferences.nameRules),
          level: hidden ? null : (usageStatus(usage, now).worst?.level ?? null),
        }
      : null;
  const toCopy = mirrored && connection ? copyObstacleOf(connection, locked) : 'no-profile';
  const obstacle = toCopy === 'locked' && lacksPassphrase ? await passphraseObstacle() : toCopy;
  const mirror: DocsMirror = connections.length > 0 ? { profile: mirrored, obstacle } : NOT_CONNECTED;
  return { active, input, mirror };
}
