import { isSameGroup } from '../../lib/domain/profiles/position.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { orderedProfiles } from '../ui/ordered-profiles.ts';
import { orderAfterMove } from '../ui/reorder.ts';
import { isMoving, sendMove } from '../ui/send-move.ts';
import { showFailure } from './explain.ts';
import {
  highlightedId,
  isFiltering,
  movable,
  orderUsage,
  preferencesOf,
  riskFilter,
  rows,
} from './popup-model.ts';
import { labelOf } from './profile-label.ts';
import { showStatus } from './status-message.ts';

/** Moves a row by one place in the person's order, keeps it highlighted, and says where it is now. */
export async function moveRowNow(id: string, by: -1 | 1): Promise<void> {
  if (isMoving()) return;
  if (!movable.value) return showStatus(whyNotMovable());
  const moved = rows.value.find((row) => row.id === id)?.profile;
  if (!moved) return;
  highlightedId.value = id;
  const isInGroup = (profile: Profile) => isSameGroup(preferencesOf(profile), preferencesOf(moved));
  const group = rows.value.map((row) => row.profile).filter(isInGroup);
  const to = group.indexOf(moved) + by;
  const target = group[to];
  if (!target) return showPlace(moved, to - by, group.length);
  const keys = orderedProfiles(orderUsage.value, { activeFirst: false })
    .filter(isInGroup)
    .map(({ profileKey }) => profileKey);
  const { profileKey } = moved;
  const profileKeys = orderAfterMove(keys, profileKey, target.profileKey, by < 0 ? 'before' : 'after');
  const result = await sendMove(profileKeys, profileKey);
  if (result.ok) showPlace(moved, to, group.length);
  else showFailure(result.failure);
}

function showPlace(profile: Profile, index: number, count: number): void {
  showStatus({ tone: 'done', text: t('profilesMoved', labelOf(profile), index + 1, count) });
}

function whyNotMovable(): Parameters<typeof showStatus>[0] {
  if (isFiltering.value || riskFilter.value) return { tone: 'error', text: t('popupMoveFiltered') };
  return {
    tone: 'error',
    text: t('popupMoveAutomatic'),
    action: { label: t('popupMoveArrange'), route: optionsRoutes.customOrder },
  };
}
