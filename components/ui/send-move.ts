import type { ProfileKey } from '../../lib/domain/identity/keys.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import { profilePreferences } from '../../lib/state/app-state.ts';
import { until } from '../../lib/state/until.ts';

let moving = false;

/** Returns true while a move is under way: the next one is relative to the list that shows it. */
export const isMoving = () => moving;

/** Stores the person's order after a profile was moved, and resolves once the lists show it. */
export async function sendMove(profileKeys: ProfileKey[], moved: ProfileKey) {
  moving = true;
  const before = profilePreferences.value;
  const result = await resultOf(() => send('moveProfile', { profileKeys, moved }));
  if (result.ok) await until(() => profilePreferences.value !== before);
  moving = false;
  return result;
}
