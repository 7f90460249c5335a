import { t } from '../../../lib/i18n/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';

/** Pins a profile at the top of the popup's list, or unpins it. */
export function FavouriteButton({ row }: { row: ProfileRow }) {
  const { profile, preferences } = row;
  const favourite = preferences?.favourite ?? false;
  const toggle = () => saveProfilePreferences(profile.profileKey, { favourite: !favourite });
  return (
    <IconButton
      small
      class={favourite ? 'favourite favourite--on' : 'favourite'}
      icon={favourite ? 'star-filled' : 'star'}
      label={t('profilesFavourite', distinctName(row))}
      aria-pressed={favourite}
      // The second press of a double click would meet the row that took this one's place.
      onClick={({ detail }) => detail < 2 && toggle()}
    />
  );
}
