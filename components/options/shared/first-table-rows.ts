import { computed } from '@preact/signals';
import { firstScreenAt } from '../../../lib/domain/first-screen/first-screen-address.ts';
import { firstScreen } from '../../../lib/state/app-state.ts';
import { route } from '../shell/router.ts';
import { type ProfileRow, profileRows } from './profile-rows.ts';

/** The first rows of the table in its own order, while the others aren't read; null: sort {@link profileRows}. */
export const firstRows = computed((): ProfileRow[] | null => {
  if (!firstScreen.value) return null;
  const byId = new Map(profileRows.value.map((row) => [row.id, row]));
  return firstScreen.value.order.flatMap((id) => byId.get(id) ?? []);
});

/** True while what the address names, such as a filter or another page, can't be drawn from the first rows. */
export const needsAllRows = computed((): boolean => {
  // Follows the address.
  route.value;
  return firstScreen.value !== null && firstScreenAt(location) !== firstScreen.value.name;
});
