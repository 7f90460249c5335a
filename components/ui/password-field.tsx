import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { loaded, vaultLocked } from '../../lib/state/app-state.ts';
import { Field, type FieldProps } from './field.tsx';
import { useClearOnPageHide } from './use-clear-on-page-hide.ts';
import './forms.css';

/**
 * A password that a password manager may fill. It has no name and clears itself when the page is hidden, so that
 * the browser's form restore and its back-forward cache have nothing to keep; and when the vault is locked.
 */
export function PasswordField({
  label,
  hint,
  error,
  value,
  onInput,
  autocomplete = 'current-password',
  autofocus,
  disabled,
}: FieldProps & {
  value: string;
  onInput: (value: string) => void;
  autocomplete?: 'current-password' | 'new-password' | 'off';
  autofocus?: boolean;
  disabled?: boolean;
}) {
  const [shown, setShown] = useState(false);
  useClearOnHideAndLock(onInput);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div class="input-row">
          <input
            class="input"
            {...control}
            type={(shown ? 'text' : 'password') as 'password'}
            autocomplete={autocomplete}
            spellcheck={false}
            autocapitalize="off"
            autofocus={autofocus}
            disabled={disabled}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          <button
            type="button"
            class="input-row__button"
            aria-label={`${t(shown ? 'formHide' : 'formShow')}: ${label}`}
            aria-controls={control.id}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'formHide' : 'formShow')}
          </button>
        </div>
      )}
    </Field>
  );
}

/**
 * A token: masked unless it has the focus. Not a password field, so that no password manager offers to keep
 * it; the browser is asked not to restore it, and it clears itself like a {@link PasswordField}.
 */
export function SecretField({
  label,
  hint,
  error,
  value,
  onInput,
  autofocus,
  placeholder,
}: FieldProps & {
  value: string;
  onInput: (value: string) => void;
  autofocus?: boolean;
  placeholder?: string;
}) {
  useClearOnHideAndLock(onInput);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          class="input input--secret"
          {...control}
          type="text"
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          autofocus={autofocus}
          placeholder={placeholder}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function useClearOnHideAndLock(onInput: (value: string) => void): void {
  useClearOnPageHide(onInput);
  const locked = vaultLocked.value;
  const isKnown = loaded.value !== 'nothing';
  const wasKnown = useRef(isKnown);
  // Not only once the page is painted: that would clear what is typed right away. What was typed before the page knew
  // that the vault is locked isn't from before the lock.
  useLayoutEffect(() => {
    if (locked && wasKnown.current) onInput('');
    wasKnown.current = isKnown;
  }, [locked, isKnown]);
}
