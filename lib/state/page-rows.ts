import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { PolicyState } from '../domain/policy/policy.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, Preferences } from '../domain/settings/settings.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { MIGRATIONS } from '../store/migrations.ts';
import { readPolicy } from '../store/policy.ts';
import type { SettingKey } from '../store/schema.ts';
import { readActive, readPreferences } from '../store/settings.ts';
import { type VaultStatus, vaultStatus } from '../store/vault-status.ts';
import { isExampleChosen } from './example.ts';

const MAX_SCRIPT_WAIT_MS = 100;

/** What pages are drawn from. */
export interface PageRows {
  active: ActiveProfile;
  preferences: Preferences;
  policy: PolicyState;
  vault: VaultStatus;
  connections: Connection[];
  profiles: Profile[];
  usage: Usage[];
  profilePreferences: ProfilePreferences[];
}

/** Returns what `first-read.ts` read before this script was loaded; null if that isn't what the page shows. */
export async function takeFirstRead(): Promise<
  (PageRows & { screen: FirstScreen | null; isComplete: boolean }) | null
> {
  if (!globalThis.firstRead) await waitForFirstRead();
  const rows = await globalThis.firstRead?.rows;
  if (rows?.version !== MIGRATIONS.length || isExampleChosen()) return null;
  const settings = { get: async (key: SettingKey) => rows.settings.find((row) => row?.key === key) };
  const [active, preferences, policy] = await Promise.all([
    readActive(settings),
    readPreferences(settings),
    readPolicy(settings),
  ]);
  const vault = vaultStatus({
    row: rows.vaultKey,
    mark: rows.vaultMark,
    autoLockMinutes: preferences.autoLockMinutes,
    policy: policy.policy,
    now: Date.now(),
  });
  return { ...rows, active, preferences, policy, vault };
}

/**
 * Resolves once `first-read.ts` has run, in a page that has it; soon at the latest, as it may be missing after an
 * update.
 */
async function waitForFirstRead(): Promise<void> {
  const script = globalThis.document?.querySelector('script[data-max-profiles]');
  if (!script) return;
  await new Promise((resolve) => {
    script.addEventListener('load', resolve);
    setTimeout(resolve, MAX_SCRIPT_WAIT_MS);
  });
}
