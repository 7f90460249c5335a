import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';

/** Asks before the person's own order of profiles is removed. */
export function ClearOrderDialog({ onClose }: { onClose: () => void }) {
  const clear = useSend('clearProfileOrder');
  return (
    <ConfirmDialog
      title={t('profilesOrderClearTitle')}
      label={t('profilesOrderClearConfirm')}
      busyLabel={t('profilesOrderClearing')}
      busy={clear.busy}
      failure={clear.failure}
      onConfirm={async () => {
        const result = await clear.run(undefined);
        if (!result?.ok) return;
        announce(t('profilesOrderCleared'));
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t('profilesOrderClearHint')}</p>
    </ConfirmDialog>
  );
}
