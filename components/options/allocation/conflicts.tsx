import type { LimitConflict } from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { serviceLabel, shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';
import type { AllocationEditor } from './use-allocation.ts';

/** Lists limits that were changed elsewhere since they were typed, with both values and buttons to choose. */
export function Conflicts({ connection, editor }: { connection: Connection; editor: AllocationEditor }) {
  return (
    <div class="banner banner--error" role="alert">
      <div>
        <b>{t('allocationConflictsTitle')}</b>
        <ul>
          {editor.conflicts.map((conflict) => (
            <li key={`${conflict.profileId} ${conflict.service}`}>{conflictText(connection, conflict)}</li>
          ))}
        </ul>
      </div>
      <span class="row">
        <VanishingButton onClick={() => editor.resolve('theirs')}>
          {t('allocationKeepTheirs')}
        </VanishingButton>
        {editor.conflicts.some(({ current }) => current !== null) && (
          <VanishingButton onClick={() => editor.resolve('mine')}>{t('allocationUseMine')}</VanishingButton>
        )}
      </span>
    </div>
  );
}

function conflictText(
  connection: Connection,
  { profileId, service, from, current, to }: LimitConflict,
): string {
  const [profile, label] = [profileNameOf(connection, profileId), serviceLabel(service)];
  if (current === null) return t('allocationConflictGone', profile, label);
  const [before, now, typed] = [from, current, to].map((limit) => shortQuantityText(service, limit));
  return t('allocationConflict', profile, label, before!, now!, typed!);
}
