import { sameRef } from '../../lib/domain/identity/keys.ts';
import { t } from '../../lib/i18n/t.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import { profiles } from '../../lib/state/app-state.ts';
import { showFailure } from './explain.ts';
import { query, resetList } from './popup-model.ts';
import { labelOf } from './profile-label.ts';
import { showStatus } from './status-message.ts';

/** Goes back to the profile that was active before, and says which. */
export async function switchBackNow(): Promise<void> {
  const filter = query.value;
  const result = await resultOf(() => send('switchToPrevious'));
  if (!result.ok) return showFailure(result.failure);
  const ref = result.value;
  if (!ref) return showStatus({ tone: 'done', text: t('popupNoPrevious') });
  // What was typed meanwhile is the next search.
  if (query.value === filter) resetList();
  const profile = profiles.value.find((row) => sameRef(row, ref));
  if (profile) showStatus({ tone: 'done', text: t('profileMadeActive', labelOf(profile)) });
}
