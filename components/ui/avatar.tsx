import { useState } from 'preact/hooks';
import { profileInitial } from '../../lib/domain/profiles/initial.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../lib/domain/settings/profile-preferences.ts';
import { logoPicture } from '../../lib/state/logos.ts';
import { shownColour } from './profile-colour.ts';
import './ui.css';

/**
 * A profile's avatar: its logo, the person's emoji, or its initial, on its colour. Decorative: the name is always
 * beside it. The initial is shown at once and stays if the logo can't be loaded.
 */
export function Avatar({
  profile,
  preferences,
  size = 'l',
}: {
  profile: Pick<Profile, 'profileKey' | 'name' | 'logoUrl'>;
  preferences?: Pick<ProfilePreferences, 'colour' | 'emoji'>;
  size?: 's' | 'm' | 'l';
}) {
  const [failed, setFailed] = useState<string | null>(null);
  const emoji = preferences?.emoji;
  const picture = emoji ? null : logoPicture(profile.logoUrl);
  const logo = picture === failed ? null : picture;
  return (
    <span
      aria-hidden="true"
      class={`avatar avatar--${size}${emoji ? ' avatar--emoji' : ''}`}
      style={{ backgroundColor: shownColour(profile, preferences) }}
    >
      {profileInitial(profile.name, emoji)}
      {logo && (
        <img class="avatar__logo" src={logo} alt="" decoding="async" onError={() => setFailed(logo)} />
      )}
    </span>
  );
}
