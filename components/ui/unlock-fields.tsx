import { useLayoutEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { Button } from './button.tsx';
import { failureText } from './failure-text.ts';
import { PasswordField } from './password-field.tsx';
import { useReturnFocus } from './use-return-focus.ts';
import { useSend } from './use-send.ts';
import './forms.css';

/**
 * Asks for the vault's passphrase, wherever something waits for it. It is no form, so that it can stand inside of one:
 * Enter unlocks, and what the form sends waits for a press of its own.
 */
export function UnlockFields() {
  const unlock = useSend('unlock');
  const [passphrase, setPassphrase] = useState('');
  const box = useReturnFocus<HTMLDivElement>();
  useLayoutEffect(() => {
    // Locking removed the control that had the focus.
    if (!document.activeElement || document.activeElement === document.body)
      box.ref.current?.querySelector('input')?.focus();
  }, []);
  const submit = () => {
    if (passphrase !== '') void unlock.run({ passphrase });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in its field, as in a form.
    <div
      class="inline-form"
      {...box}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        submit();
      }}
    >
      <PasswordField
        label={t('securityPassphrase')}
        value={passphrase}
        onInput={setPassphrase}
        autocomplete="off"
        error={unlock.failure ? failureText(unlock.failure) : null}
      />
      <Button kind="primary" busy={unlock.busy} onClick={submit}>
        {t(unlock.busy ? 'securityUnlocking' : 'securityUnlock')}
      </Button>
    </div>
  );
}
