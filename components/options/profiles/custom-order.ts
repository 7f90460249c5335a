import { isSame } from '../../../lib/domain/json.ts';
import { isSameGroup } from '../../../lib/domain/profiles/position.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { profilePreferences } from '../../../lib/state/app-state.ts';
import { until } from '../../../lib/state/until.ts';
import { orderAfterMove } from '../../ui/moved-order.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** A move is under way: the next one is relative to the table that shows it. */
let moving = false;

/** Moves a profile in the person's own order, among all rows of the list, and says where it is now. */
export async function moveRow(
  rows: readonly ProfileRow[],
  moved: ProfileRow,
  target: ProfileRow,
  side: 'before' | 'after',
): Promise<void> {
  if (moving) return;
  const { profileKey, name } = moved.profile;
  const group = rows
    .filter((row) => isSameGroup(row.preferences, moved.preferences))
    .map(({ profile }) => profile.profileKey);
  const profileKeys = orderAfterMove(group, profileKey, target.profile.profileKey, side);
  // Dropped beside its own place.
  if (isSame(profileKeys, group)) return;
  moving = true;
  const before = profilePreferences.value;
  const result = await resultOf(() => send('moveProfile', { profileKeys, moved: profileKey }));
  if (result.ok) await until(() => profilePreferences.value !== before);
  moving = false;
  if (result.ok) announce(t('profilesMoved', name, profileKeys.indexOf(profileKey) + 1, profileKeys.length));
  else announceFailure(result.failure);
}
