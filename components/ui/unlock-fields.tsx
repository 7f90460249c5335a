import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { Button } from './button.tsx';
import { failureText } from './failure-text.ts';
import { PasswordField } from './password-field.tsx';
import { useSend } from './use-send.ts';
import './forms.css';

/**
 * Asks for the vault's passphrase, wherever something waits for it. It is no form, so that it can stand inside of one:
 * Enter unlocks, and what the form sends waits for a press of its own.
 */
export function UnlockFields() {
  const unlock = useSend('unlock');
  const [passphrase, setPassphrase] = useState('');
  const { box, onFocusIn } = useFocusWhileLocked();
  const submit = () => void unlock.run({ passphrase });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in its field, as in a form.
    <div
      class="inline-form"
      ref={box}
      onFocusIn={onFocusIn}
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
      <Button kind="primary" aria-busy={unlock.busy || undefined} disabled={unlock.busy} onClick={submit}>
        {t(unlock.busy ? 'securityUnlocking' : 'securityUnlock')}
      </Button>
    </div>
  );
}

/**
 * Focuses the passphrase when locking removed the control that had the focus. Once unlocked, the focus goes back to where
 * it came from, or else to the button that waited, or to the page.
 */
function useFocusWhileLocked(): {
  box: RefObject<HTMLDivElement | null>;
  onFocusIn: (event: FocusEvent) => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!document.activeElement || document.activeElement === document.body) {
      element?.querySelector('input')?.focus();
    }
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const waiting = element.closest('form')?.querySelector<HTMLElement>('[type="submit"]');
      const next = before.current?.isConnected ? before.current : waiting;
      (next ?? document.getElementById('main'))?.focus();
    };
  }, []);
  return {
    box,
    onFocusIn: ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement && !box.current?.contains(relatedTarget)) {
        before.current = relatedTarget;
      }
    },
  };
}
