import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { type ProfileRef, refFromId } from '../domain/identity/keys.ts';
import { t } from '../i18n/t.ts';
import { onStoreChange } from '../store/changes.ts';
import { listConnections } from '../store/connections.ts';
import { getProfilePreferencesByKey } from '../store/profile-preferences.ts';
import { listProfiles } from '../store/profiles.ts';
import type { StoreName } from '../store/schema.ts';
import { getActive } from '../store/settings.ts';
import { type MenuItem, menuItems, SWITCH_PREFIX } from './context-menu-items.ts';

/** What a click in the menu does. */
interface MenuActions {
  switchTo(ref: ProfileRef): Promise<unknown>;
  previous(): Promise<unknown>;
  copyToken(): Promise<unknown>;
  copyAs(): Promise<unknown>;
  manage(): Promise<unknown>;
}

const WATCHED_STORES: ReadonlySet<StoreName> = new Set([
  'connections',
  'profiles',
  'settings',
  'profilePreferences',
]);
/** A refreshed list writes many rows, which cause one update of the menu: that reads all profiles. */
const COALESCE_MS = 1_000;

let written: string | undefined;
/** Serialized: concurrent updates would add every entry twice. */
const serialize = serializer();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Registers the icon's menu and keeps it up to date with the store. Call it in the background's first turn. */
export function watchMenus(actions: MenuActions): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => {
    void run(String(menuItemId), actions)?.catch((error: unknown) => {
      logError('icon menu', error);
      // The browser has moved the mark to the profile that was pressed.
      written = undefined;
      scheduleWrite();
    });
  });
  onStoreChange(({ store }) => {
    if (WATCHED_STORES.has(store)) scheduleWrite();
  });
  browser.runtime.onInstalled.addListener(scheduleWrite);
  scheduleWrite();
}

function run(id: string, actions: MenuActions): Promise<unknown> | undefined {
  if (id === 'previous') return actions.previous();
  if (id === 'copy-token') return actions.copyToken();
  if (id === 'copy-as') return actions.copyAs();
  if (id === 'manage') return actions.manage();
  const ref = id.startsWith(SWITCH_PREFIX) ? refFromId(id.slice(SWITCH_PREFIX.length)) : null;
  return ref ? actions.switchTo(ref) : undefined;
}

function scheduleWrite(): void {
  if (timer) return;
  timer = setTimeout(() => {
    timer = null;
    void serialize(write).catch((error: unknown) => {
      // The next change writes it again.
      written = undefined;
      logError('write the icon menu', error);
    });
  }, COALESCE_MS);
}

async function write(): Promise<void> {
  const [profiles, connections, preferences, active] = await Promise.all([
    listProfiles(),
    listConnections(),
    getProfilePreferencesByKey(),
    getActive(),
  ]);
  const items = menuItems(profiles, connections, active, preferences, {
    previous: (name) => t('menuPrevious', name),
    switchTo: t('menuSwitchTo'),
    copyToken: t('menuCopyToken'),
    copyAs: t('menuCopyAs'),
    manage: t('menuManage'),
  });
  const text = JSON.stringify(items);
  if (text === written) return;
  await browser.contextMenus.removeAll();
  for (const item of items) create(item);
  written = text;
}

function create({ id, title, parentId, checked }: MenuItem): void {
  browser.contextMenus.create(
    {
      id,
      title,
      contexts: ['action'],
      ...(parentId ? { parentId } : {}),
      ...(checked === undefined ? {} : { type: 'radio', checked }),
    },
    // Reading `lastError` keeps a refused entry from being reported as an uncaught error.
    () => void browser.runtime.lastError,
  );
}
