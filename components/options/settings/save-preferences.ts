import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { announceFailure } from '../../ui/toast.tsx';

/** Keeps one change at once; a failure is shown, and what is stored stays on screen. */
export async function savePreferences(change: Partial<Preferences>): Promise<void> {
  const result = await resultOf(() => send('setPreferences', { change }));
  if (!result.ok) announceFailure(result.failure);
}
