import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { withMoved } from '../shared/order-buttons.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** Returns true if both are favourites or neither is: favourites come first in every order. */
export function isSameGroup(a: ProfileRow, b: ProfileRow): boolean {
  return Boolean(a.preferences?.favourite) === Boolean(b.preferences?.favourite);
}

/** Returns the keys of a group in the order after `moved` was put before or after `target`. */
function keysAfterMove(
  rows: readonly ProfileRow[],
  moved: ProfileRow,
  target: ProfileRow,
  side: 'before' | 'after',
): ProfileKey[] {
  const group = rows.filter((row) => isSameGroup(row, moved)).map(({ profile }) => profile.profileKey);
  const { profileKey } = moved.profile;
  const others = group.filter((key) => key !== profileKey);
  const at = others.indexOf(target.profile.profileKey) + (side === 'after' ? 1 : 0);
  return withMoved(group, profileKey, at);
}

/** Moves a profile in the person's own order, among all rows of the list, and says where it is now. */
export async function moveRow(
  rows: readonly ProfileRow[],
  moved: ProfileRow,
  target: ProfileRow,
  side: 'before' | 'after',
): Promise<void> {
  const profileKeys = keysAfterMove(rows, moved, target, side);
  const { profileKey, name } = moved.profile;
  const result = await resultOf(() => send('moveProfile', { profileKeys, moved: profileKey }));
  if (result.ok) announce(t('profilesMoved', name, profileKeys.indexOf(profileKey) + 1, profileKeys.length));
  else announceFailure(result.failure);
}
