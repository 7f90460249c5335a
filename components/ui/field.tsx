import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useRedrawOnRefusal } from './redraw-controls.ts';
import './forms.css';

interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: string;
  /** Shown below the control. */
  hint?: ComponentChildren;
  /** Shown below the control, and read with it by screen readers; null or empty: none. */
  error?: string | null;
  /** Shown at the end of the label's line, e.g. a button. */
  aside?: ComponentChildren;
}

/** A label, its control, hint and error, linked to each other for screen readers. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: FieldProps & { children: (control: FieldControl) => ComponentChildren }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <div class="field__head">
        <label for={id}>{label}</label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/**
 * Shows an error. Its element is a live region from the start, so that screen readers announce an error that appears.
 */
export function FieldError({ id, error }: { id?: string; error: string | null | undefined }) {
  return (
    <p class="field__error" id={id} role="alert">
      {error && (
        <>
          <Icon name="warning" size={12} />
          <span>{error}</span>
        </>
      )}
    </p>
  );
}

/** Attributes of the input itself. */
interface InputProps {
  class?: string;
  type?: 'text' | 'email' | 'url' | 'search' | 'date';
  autocomplete?: 'off' | 'username' | 'url' | 'one-time-code' | 'email';
  inputMode?: 'email' | 'url' | 'numeric';
  spellcheck?: boolean;
  placeholder?: string;
  readOnly?: boolean;
  disabled?: boolean;
  min?: string;
  max?: string;
  list?: string;
  onBlur?: () => void;
}

/** A text field of one line. */
export function TextField({
  label,
  hint,
  error,
  aside,
  value,
  onInput,
  type = 'text',
  ...input
}: FieldProps & InputProps & { value: string; onInput: (value: string) => void }) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <input
          class="input"
          {...input}
          {...control}
          type={type as 'text'}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

/** A select, drawn by the browser. */
export function SelectField({
  label,
  hint,
  error,
  value,
  choices,
  onChange,
  disabled,
}: FieldProps & {
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  disabled?: boolean;
}) {
  useRedrawOnRefusal();
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          class="input"
          {...control}
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {choices.map((choice) => (
            <option
              key={choice.value}
              value={choice.value}
              disabled={choice.disabled}
              selected={choice.value === value}
            >
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
