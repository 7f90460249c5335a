import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type Choice, FieldError } from './field.tsx';
import { useRedrawOnRefusal } from './redraw-controls.ts';
import './forms.css';

/** A radio group: few choices, all visible, each with its explanation. */
export function RadioField({
  label,
  value,
  choices,
  onChange,
  error,
  hint,
  columns = false,
}: {
  label: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  error?: string | null;
  hint?: string;
  /** Side by side where there is room. */
  columns?: boolean;
}) {
  useRedrawOnRefusal();
  const id = useId();
  return (
    <fieldset class="field radios" aria-describedby={hint ? `${id}-hint ${id}-error` : `${id}-error`}>
      <legend>{label}</legend>
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class={columns ? 'radios__list radios__list--columns' : 'radios__list'}>
        {choices.map((choice) => (
          <label key={choice.value} class="radio" data-disabled={choice.disabled || undefined}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
            />
            <span>
              <span class="radio__label">{choice.label}</span>
              {choice.hint && <span class="field__hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

/** A checkbox with its explanation. */
export function CheckField({
  label,
  hint,
  checked,
  onChange,
  disabled,
}: {
  label: ComponentChildren;
  hint?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  useRedrawOnRefusal();
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="field__hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
