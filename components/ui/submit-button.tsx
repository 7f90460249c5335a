import './ui.css';

/** The button that submits a form; while `busy` it says so and can't be pressed again. */
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
