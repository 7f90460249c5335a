import { browser } from '../browser.ts';
import {
  deriveFirstScreens,
  FIRST_SCREENS,
  type FirstScreen,
  type FirstScreenSource,
} from '../domain/first-screen/first-screen.ts';
import { withPreferences } from '../domain/identity/connection-preferences.ts';
import { type ProfileRef, refId } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { sortLanguage } from '../domain/text/collate.ts';
import { monthOf } from '../domain/usage/month.ts';
import { isFirstScreenUsable } from './is-first-screen-usable.ts';
import { firstScreenKey } from './names.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { readActive, readPreferences } from './settings.ts';
import { read, write } from './transaction.ts';

/**
 * Derives and stores the first screens that are missing or of no use anymore; `now`: epoch ms. Returns false when what
 * they are derived from changed meanwhile: nothing is stored then.
 */
export async function updateFirstScreens(now: number): Promise<boolean> {
  if (await areUsable(now)) return true;
  const { source, revision } = await readSource();
  const screens = deriveFirstScreens(source, now);
  const { start: from, end: until } = monthOf(now);
  const about = { version: version(), language: sortLanguage(), from, until };
  return write(['settings'], async (transaction, recordChange) => {
    const settings = transaction.objectStore('settings');
    if ((await readRevision(settings)) !== revision) return false;
    const disambiguators = activeDisambiguatorsRow(source.active.active, screens.popup);
    if (!isSame(await settings.get('activeDisambiguators'), disambiguators)) {
      await settings.put(disambiguators);
      recordChange('settings', disambiguators.key);
    }
    await Promise.all(
      FIRST_SCREENS.map((name) => {
        const key = firstScreenKey(name);
        const screen = screens[name];
        return screen ? settings.put({ key, screen, ...about }) : settings.delete(key);
      }),
    );
    return true;
  });
}

/** Returns what disambiguates the active profile; it stays while the screens are deleted. */
function activeDisambiguatorsRow(active: ProfileRef | null, screen: FirstScreen | undefined) {
  const found = active && screen?.disambiguators.find(([id]) => id === refId(active));
  return { key: 'activeDisambiguators' as const, id: found?.[0] ?? '', parts: found?.[1] ?? [] };
}

/** The popup's stands for all: they are stored together. */
async function areUsable(now: number): Promise<boolean> {
  const row = await read(['settings'], (transaction) =>
    transaction.objectStore('settings').get(firstScreenKey('popup')),
  );
  return isFirstScreenUsable(row, { version: version(), language: sortLanguage(), now });
}

async function readSource(): Promise<{ source: FirstScreenSource; revision: string | null }> {
  return read(['settings', 'connections', 'profiles', 'usage', 'profilePreferences'], async (transaction) => {
    const settings = transaction.objectStore('settings');
    const [revision, active, preferences, connections, profiles, usage, profilePreferences] =
      await Promise.all([
        readRevision(settings),
        readActive(settings),
        readPreferences(settings),
        transaction.objectStore('connections').getAll(),
        transaction.objectStore('profiles').getAll(),
        transaction.objectStore('usage').getAll(),
        transaction.objectStore('profilePreferences').getAll(),
      ]);
    return {
      source: {
        active,
        connections: withPreferences(connections, preferences.connections),
        profiles,
        usage,
        profilePreferences,
      },
      revision,
    };
  });
}

async function readRevision(settings: SettingsReader): Promise<string | null> {
  return (await settingRow(settings, 'firstScreenRevision'))?.revision ?? null;
}

function version(): string {
  return browser.runtime.getManifest().version;
}
