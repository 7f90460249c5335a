import { type ProfileKey, type ProfileRef, refId, sameRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { oncePerProfile, orderWithoutUsage } from '../domain/profiles/profile-order.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile } from '../domain/settings/settings.ts';

/** One entry of the icon's menu. */
export interface MenuItem {
  id: string;
  title: string;
  parentId?: string;
  checked?: boolean;
}

/** Words of the menu, in the person's language. */
export interface MenuTexts {
  previous: (name: string) => string;
  switchTo: string;
  copyToken: string;
  copyAs: string;
  manage: string;
}

export const SWITCH_PREFIX = 'switch|';
/** More than a menu is read for; the popup has them all. */
export const PROFILES_IN_MENU = 12;

/**
 * The icon's menu: back to the previous profile, favourites and recents to switch to, copy token, manage.
 * Chromium shows at most six entries at the top, so the profiles are one level down.
 */
export function menuItems(
  profiles: readonly Profile[],
  { active, recents }: ActiveProfile,
  preferences: ReadonlyMap<ProfileKey, Pick<ProfilePreferences, 'favourite' | 'emoji'>>,
  words: MenuTexts,
): MenuItem[] {
  const label = (profile: Profile) =>
    // An ampersand would underline the next letter.
    [preferences.get(profile.profileKey)?.emoji, profile.name]
      .filter(Boolean)
      .join(' ')
      .replaceAll('&', '&&');
  const byRef = (ref: ProfileRef) => profiles.find((profile) => sameRef(profile, ref));
  const items: MenuItem[] = [];
  const previous = recents.map(byRef).find((profile) => profile !== undefined);
  if (previous) items.push({ id: 'previous', title: words.previous(label(previous)) });

  const wanted = profiles.filter(
    (profile) =>
      sameRef(profile, active) ||
      preferences.get(profile.profileKey)?.favourite ||
      recents.some((ref) => sameRef(profile, ref)),
  );
  // With few profiles all of them are at hand.
  const offered = profiles.length <= PROFILES_IN_MENU ? profiles : wanted;
  const ordered = orderWithoutUsage(oncePerProfile(offered, active), { active, recents, preferences });
  if (ordered.length > 1) {
    items.push({ id: 'switch', title: words.switchTo });
    for (const profile of ordered.slice(0, PROFILES_IN_MENU)) {
      items.push({
        id: `${SWITCH_PREFIX}${refId(profile)}`,
        parentId: 'switch',
        title: label(profile),
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
