import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';

/**
 * Resets the vault, the only way without the passphrase: all stored tokens are deleted, and each account signs in
 * again.
 */
export function ForgottenPassphrase() {
  const [asking, setAsking] = useState(false);
  const reset = useSend('resetVault');
  const confirm = async () => {
    const result = await reset.run(undefined);
    if (!result?.ok) return;
    setAsking(false);
    announce(t('securityResetDone'));
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('securityForgotten')}</Button>
      {asking && (
        <ConfirmDialog
          title={t('securityResetTitle')}
          label={t('securityReset')}
          busyLabel={t('securityResetting')}
          busy={reset.busy}
          failure={reset.failure}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        >
          <p>{t('securityResetHint')}</p>
          <p class="soft">{t('securityResetKeeps')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
