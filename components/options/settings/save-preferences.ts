import type { Preferences } from '../../../lib/domain/settings.ts';
import { send } from '../../../lib/messages/client.ts';
import { announce } from '../../forms/toast.tsx';
import { answered } from '../../forms/use-submit.ts';
import { failureText } from '../../parts/failure-text.ts';

/** Keeps one change at once; a failure is told, and what is stored stays on screen. */
export async function savePreferences(change: Partial<Preferences>): Promise<void> {
  const result = await answered(() => send('setPreferences', { change }));
  if (!result.ok) announce(failureText(result.failure), 'trouble');
}
