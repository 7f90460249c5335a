import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import { looksSame } from '../../lib/domain/text/fold.ts';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { t } from '../../lib/i18n/t.ts';
import { Actions, Dialog } from './dialog.tsx';
import { failureText } from './failure-text.ts';
import { FieldError, TextField } from './field.tsx';

/**
 * Asks before something that cannot be taken back. The title names the thing; with `typeName` the person has
 * to type it first. `fields` holds further ones (credentials, say), whose own errors the caller shows.
 */
export function ConfirmDialog({
  title,
  children,
  fields,
  confirm,
  confirming,
  danger = true,
  typeName,
  busy,
  disabled = false,
  failure,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ComponentChildren;
  /** Below the name to type. */
  fields?: ComponentChildren;
  /** The button's words, e.g. "Delete profile". */
  confirm: string;
  /** The same while it happens, e.g. "Deleting…". */
  confirming: string;
  danger?: boolean;
  typeName?: string;
  busy: boolean;
  disabled?: boolean;
  /** Why it failed, unless one of the caller's fields shows it. */
  failure: Failure | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  return (
    <Dialog title={title} onClose={onClose} busy={busy}>
      <form
        class="dialog__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = typeName !== undefined && !looksSame(typed, displayText(typeName));
          setMismatch(wrong);
          if (!wrong) onConfirm();
        }}
      >
        {children}
        {typeName !== undefined && (
          <TextField
            label={t('formTypeName', typeName)}
            value={typed}
            onInput={(text) => {
              setTyped(text);
              setMismatch(false);
            }}
            error={mismatch ? t('formTypeNameMismatch', typeName) : null}
            autocomplete="off"
            spellcheck={false}
          />
        )}
        {fields}
        <FieldError error={failure ? failureText(failure) : null} />
        <Actions>
          <button type="button" class="button" onClick={onClose} disabled={busy}>
            {t('formCancel')}
          </button>
          <SubmitButton
            busy={busy}
            disabled={disabled}
            danger={danger}
            label={confirm}
            busyLabel={confirming}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

/** The one button that sends a form; it shows that it is under way and cannot be pressed twice. */
export function SubmitButton({
  busy,
  label,
  busyLabel,
  danger = false,
  disabled = false,
}: {
  busy: boolean;
  label: string;
  busyLabel: string;
  danger?: boolean;
  disabled?: boolean;
}) {
  return (
    <button
      type="submit"
      class={danger ? 'button button--danger' : 'button button--primary'}
      aria-busy={busy || undefined}
      disabled={busy || disabled}
    >
      {busy ? busyLabel : label}
    </button>
  );
}
