import { t } from '../../lib/i18n/t.ts';
import { vaultLocked } from '../../lib/state/app-state.ts';
import { Icon } from '../ui/icon.tsx';
import { requestWhileLocked } from './action-request.ts';
import { activeCard, isFiltering } from './popup-model.ts';
import { UnlockForm } from './unlock-form.tsx';

/**
 * The form to unlock, where something needs it and the card doesn't show it: while filtering, or below another banner.
 */
export function UnlockBanner() {
  const isInCard = activeCard.value?.banner?.kind === 'locked' && !isFiltering.value;
  if (!vaultLocked.value || requestWhileLocked.value === null || isInCard) return null;
  return (
    <div class="card-banner card-banner--action card-banner--alone" role="note">
      <Icon name="lock" size={14} />
      <div class="card-banner__text">
        {t('popupLocked')}
        <UnlockForm />
      </div>
    </div>
  );
}
