import { OPTIONS_PAGES, type OptionsPage } from '../../../lib/domain/settings/options-route.ts';
import type { MessageKey } from '../../../lib/i18n/t.ts';

interface Entry {
  group: 'manage' | 'set-up';
  label: MessageKey;
}

/**
 * Where the navigation shows each page of the route table: as an entry, or under another page's entry (null: under
 * none). A missing page is a type error, as is an entry without an icon (nav-icon.tsx).
 */
const PLACES = {
  overview: { group: 'manage', label: 'navOverview' },
  profiles: { group: 'manage', label: 'navProfiles' },
  team: { group: 'manage', label: 'navTeam' },
  tokens: { group: 'manage', label: 'navTokens' },
  usage: { group: 'manage', label: 'navUsage' },
  cost: { group: 'manage', label: 'navCost' },
  activity: { group: 'manage', label: 'navActivity' },
  alerts: { group: 'set-up', label: 'navAlerts' },
  security: { group: 'set-up', label: 'navSecurity' },
  settings: { group: 'set-up', label: 'navSettings' },
  diagnostics: { under: 'settings' },
  connect: { under: null },
  profile: { under: 'profiles' },
  token: { under: 'profiles' },
  raise: { under: 'usage' },
  allocation: { under: 'cost' },
  upgrade: { under: 'cost' },
} as const satisfies Record<OptionsPage, Entry | { under: OptionsPage | null }>;

/** Pages that are an entry of the navigation. */
export type MenuPage = {
  [Page in OptionsPage]: (typeof PLACES)[Page] extends Entry ? Page : never;
}[OptionsPage];

/** Returns the entries of one group, in the route table's order. */
export function entriesOf(group: Entry['group']): { page: MenuPage; label: MessageKey }[] {
  return (Object.keys(OPTIONS_PAGES) as OptionsPage[]).flatMap((page) => {
    const place = PLACES[page];
    return 'group' in place && place.group === group ? { page: page as MenuPage, label: place.label } : [];
  });
}

/** Returns the entry that is the current one while a page is open; null: none. */
export function entryFor(page: OptionsPage | 'unknown'): MenuPage | null {
  if (page === 'unknown') return null;
  const place = PLACES[page];
  return 'under' in place ? place.under : (page as MenuPage);
}
