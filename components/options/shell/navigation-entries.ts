import { OPTIONS_PAGES, type OptionsPage } from '../../../lib/domain/settings/options-route.ts';
import type { MessageKey } from '../../../lib/i18n/t.ts';

interface Entry {
  group: 'manage' | 'set-up';
  label: MessageKey;
}

/** A page without an entry of its own. `label`: what it is called, if not by the entry's. */
type Under = { under: OptionsPage; label?: MessageKey } | { under: null; label: MessageKey };

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
  diagnostics: { under: 'settings', label: 'diagnosticsTitle' },
  connect: { under: null, label: 'connectTitle' },
  profile: { under: 'profiles' },
  token: { under: 'profiles' },
  raise: { under: 'usage' },
  allocation: { under: 'cost' },
  upgrade: { under: 'cost' },
} as const satisfies Record<OptionsPage, Entry | Under>;

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

/** Returns what a page, or else the one that it is under, is called. */
export function labelOf(page: OptionsPage | 'unknown'): MessageKey {
  if (page === 'unknown') return 'optionsNoSuchPage';
  const place = PLACES[page];
  return 'label' in place ? place.label : labelOf(place.under);
}

/** Returns the entry that is the current one while a page is open; null: none. */
export function entryFor(page: OptionsPage | 'unknown'): MenuPage | null {
  if (page === 'unknown') return null;
  const place = PLACES[page];
  return 'under' in place ? place.under : (page as MenuPage);
}
