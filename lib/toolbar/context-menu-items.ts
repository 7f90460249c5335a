import type { Connection } from '../domain/identity/connection.ts';
import { type ProfileKey, type ProfileRef, refId, sameRef } from '../domain/identity/keys.ts';
import { disambiguate } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { oncePerProfile, orderWithoutUsage } from '../domain/profiles/profile-order.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile } from '../domain/settings/settings.ts';
import { displayText } from '../domain/text/foreign.ts';
import { labelText } from '../i18n/profile-text.ts';

/** One entry of the icon's menu. */
export interface MenuItem {
  id: string;
  title: string;
  parentId?: string;
  checked?: boolean;
}

/** Texts of the menu in the person's language. */
interface MenuTexts {
  previous: (name: string) => string;
  switchTo: string;
  copyToken: string;
  copyAs: string;
  manage: string;
}

export const SWITCH_PREFIX = 'switch|';
/** Maximum number of profiles in the menu; the popup has all. */
const PROFILES_IN_MENU = 12;

/**
 * Returns the entries of the icon's menu: back to the previous profile, favourites and recent profiles to switch to,
 * copy a token, manage. Chromium shows at most six top-level entries, so the profiles are in a submenu.
 */
export function menuItems(
  profiles: readonly Profile[],
  connections: readonly Connection[],
  { active, recents }: ActiveProfile,
  preferences: ReadonlyMap<ProfileKey, Pick<ProfilePreferences, 'favourite' | 'position' | 'emoji'>>,
  words: MenuTexts,
): MenuItem[] {
  const byRef = (ref: ProfileRef) => profiles.find((profile) => sameRef(profile, ref));
  const previous = recents.map(byRef).find((profile) => profile !== undefined);
  const wanted = profiles.filter(
    (profile) =>
      sameRef(profile, active) ||
      preferences.get(profile.profileKey)?.favourite ||
      recents.some((ref) => sameRef(profile, ref)),
  );
  // If there are few profiles, all of them are offered.
  const offered = profiles.length <= PROFILES_IN_MENU ? profiles : wanted;
  const ordered = orderWithoutUsage(oncePerProfile(offered, active, connections), {
    active,
    recents,
    preferences,
  }).slice(0, PROFILES_IN_MENU);

  // Compared with all, also those that aren't in the menu. A profile that several accounts see has one name.
  const once = oncePerProfile(profiles, active, connections);
  const differences = disambiguate(once, connections);
  const label = (profile: Profile) => {
    const shown = once.find(({ profileKey }) => profileKey === profile.profileKey) ?? profile;
    return [preferences.get(profile.profileKey)?.emoji, labelText(shown, differences.get(refId(shown)))]
      .filter(Boolean)
      .join(' ');
  };
  const items: MenuItem[] = [];
  if (previous) items.push({ id: 'previous', title: inMenu(words.previous(label(previous))) });
  if (ordered.length > 1) {
    items.push({ id: 'switch', title: words.switchTo });
    for (const profile of ordered) {
      items.push({
        id: `${SWITCH_PREFIX}${refId(profile)}`,
        parentId: 'switch',
        title: inMenu(displayText(label(profile))),
        checked: sameRef(profile, active),
      });
    }
  }
  if (active) {
    items.push({ id: 'copy-token', title: words.copyToken }, { id: 'copy-as', title: words.copyAs });
  }
  items.push({ id: 'manage', title: words.manage });
  return items;
}

/** An ampersand would underline the next letter, and `%s` be replaced by the selected text. */
const inMenu = (title: string) => title.replaceAll('&', '&&').replaceAll('%s', '%\u2060s');
