import { isSame } from '../../../lib/domain/json.ts';
import { isSameGroup } from '../../../lib/domain/profiles/position.ts';
import { t } from '../../../lib/i18n/t.ts';
import { orderAfterMove } from '../../ui/reorder.ts';
import { isMoving, sendMove } from '../../ui/send-move.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** Moves a profile in the person's own order, among all rows of the list, and says where it is now. */
export async function moveRow(
  rows: readonly ProfileRow[],
  moved: ProfileRow,
  target: ProfileRow,
  side: 'before' | 'after',
): Promise<void> {
  if (isMoving()) return;
  const { profileKey } = moved.profile;
  const group = rows
    .filter((row) => isSameGroup(row.preferences, moved.preferences))
    .map(({ profile }) => profile.profileKey);
  const profileKeys = orderAfterMove(group, profileKey, target.profile.profileKey, side);
  // Dropped beside its own place.
  if (isSame(profileKeys, group)) return;
  const result = await sendMove(profileKeys, profileKey);
  if (result.ok)
    announce(
      t('profilesMoved', distinctName(moved), profileKeys.indexOf(profileKey) + 1, profileKeys.length),
    );
  else announceFailure(result.failure);
}
