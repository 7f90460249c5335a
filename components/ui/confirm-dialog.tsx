import type { ComponentChildren, Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { looksSame } from '../../lib/domain/text/fold.ts';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { t } from '../../lib/i18n/t.ts';
import { Button } from './button.tsx';
import { Actions, Dialog } from './dialog.tsx';
import { failureText } from './failure-text.ts';
import { FieldError, TextField } from './field.tsx';
import { SubmitButton } from './submit-button.tsx';

/**
 * Asks to confirm what can't be undone. The title names the object; with `typeName` the person has to type its
 * name first. `fields` are further fields (credentials, for example), whose errors the caller shows.
 */
export function ConfirmDialog({
  title,
  children,
  form,
  fields,
  label,
  busyLabel,
  danger = true,
  typeName,
  busy,
  disabled = false,
  obstacle = null,
  remedy,
  failure,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ComponentChildren;
  form?: Ref<HTMLFormElement>;
  /** Shown below the name to type. */
  fields?: ComponentChildren;
  /** The button's text, e.g. "Delete profile". */
  label: string;
  /** The button's text while it happens, e.g. "Deleting…". */
  busyLabel: string;
  danger?: boolean;
  typeName?: string;
  busy: boolean;
  disabled?: boolean;
  /** Why it can't succeed now; null: it can. */
  obstacle?: Obstacle | null;
  /** What the person can do about it, other than to unlock. */
  remedy?: ComponentChildren;
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
        ref={form ?? null}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A form that the dialog is in isn't submitted with it.
          event.stopPropagation();
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
          <Button onClick={onClose} disabled={busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton
            busy={busy}
            disabled={disabled}
            obstacle={obstacle}
            remedy={remedy}
            danger={danger}
            label={label}
            busyLabel={busyLabel}
          />
        </Actions>
      </form>
    </Dialog>
  );
}
