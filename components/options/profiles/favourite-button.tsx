import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { announceFailure } from '../../ui/toast.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** Pins a profile at the top of the popup's list, or unpins it. */
export function FavouriteButton({ row }: { row: ProfileRow }) {
  const { profile, preferences } = row;
  const favourite = preferences?.favourite ?? false;
  const toggle = async () => {
    const result = await resultOf(() =>
      send('setProfilePreferences', { profileKey: profile.profileKey, change: { favourite: !favourite } }),
    );
    if (!result.ok) announceFailure(result.failure);
  };
  return (
    <IconButton
      small
      class={favourite ? 'favourite favourite--on' : 'favourite'}
      icon={favourite ? 'star-filled' : 'star'}
      label={t('profilesFavourite', profile.name)}
      aria-pressed={favourite}
      onClick={toggle}
    />
  );
}
