import { t } from '../../../lib/i18n/t.ts';
import { dismissPinHint, isPinHintDismissed } from '../../../lib/state/pin-hint.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';

/** Explains how to pin the icon while it is known to be hidden, until the person doesn't want to. */
export function PinHint({ iconHidden }: { iconHidden: boolean }) {
  if (!iconHidden || isPinHintDismissed.value) return null;
  return (
    <div class="note row" role="note">
      <span>{t('connectDonePin')}</span>
      <VanishingButton onClick={dismissPinHint}>{t('connectDonePinDismiss')}</VanishingButton>
    </div>
  );
}
