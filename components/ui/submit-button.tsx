import { whileUnable } from './button.tsx';
import './forms.css';
import './ui.css';

/**
 * The button that submits a form; while `busy` it says so and can't be pressed again. While `unable`, the form can be
 * filled in but not submitted, and the button says why.
 */
export function SubmitButton({
  busy,
  label,
  busyLabel,
  danger = false,
  disabled = false,
  unable,
}: {
  busy: boolean;
  label: string;
  busyLabel: string;
  danger?: boolean;
  disabled?: boolean;
  unable?: string | undefined;
}) {
  return (
    <>
      <button
        type="submit"
        class={danger ? 'button button--danger' : 'button button--primary'}
        aria-busy={busy || undefined}
        disabled={busy || disabled}
        {...whileUnable(unable)}
        // Enter in a field presses this button: neither may submit the form.
        onClickCapture={unable === undefined ? undefined : (event) => event.preventDefault()}
      >
        {busy ? busyLabel : label}
      </button>
      {unable !== undefined && <p class="unable">{unable}</p>}
    </>
  );
}
