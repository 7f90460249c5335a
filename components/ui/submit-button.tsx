import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { lacksPassphrase, vaultLocked } from '../../lib/state/app-state.ts';
import { disabledAttributes } from './button.tsx';
import { useInDialog } from './dialog.tsx';
import { obstacleText } from './obstacle-text.ts';
import { focusUnlockField } from './unlock-field.ts';
import { UnlockFields } from './unlock-fields.tsx';
import { useDisabled } from './use-disabled.ts';
import './forms.css';
import './ui.css';

/**
 * The button that submits a form; while `busy` it says so and can't be pressed again. While there is an `obstacle`, the
 * form can be filled in but not submitted: it says why, and offers what removes the obstacle, so that nothing typed is
 * lost; then the person presses again. The page asks for the passphrase itself, except where a dialog covers it.
 */
export function SubmitButton({
  busy,
  label,
  busyLabel,
  danger = false,
  disabled = false,
  obstacle = null,
  disabledReason,
  remedy,
}: {
  busy: boolean;
  label: string;
  busyLabel: string;
  danger?: boolean;
  disabled?: boolean;
  obstacle?: Obstacle | null;
  /** Why it can't succeed now, if that is no obstacle. */
  disabledReason?: string | undefined;
  /** What the person can do about it, other than to unlock. */
  remedy?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const reason = obstacle ? obstacleText(obstacle) : disabledReason;
  const isUnable = reason !== undefined;
  const state = useDisabled(disabled);
  const lead = () => {
    const first = box.current?.querySelector<HTMLElement>('input, a, button');
    if (first) first.focus();
    else focusUnlockField();
  };
  return (
    <>
      <button
        type="submit"
        class={danger ? 'button button--danger' : 'button button--primary'}
        aria-busy={busy || undefined}
        {...state}
        {...disabledAttributes(reason, busy)}
        // Enter in a field presses this button: neither may submit the form.
        onClickCapture={isUnable || busy || disabled ? (event) => event.preventDefault() : undefined}
        onClick={isUnable ? lead : undefined}
      >
        {busy ? busyLabel : label}
      </button>
      {/* Screen readers announce what appears in it: it is there from the start. */}
      <p class="disabled-reason" role="status">
        {reason}
      </p>
      <div class="disabled-reason" ref={box}>
        {isUnable && (obstacle === 'locked' ? <Unlocking /> : remedy)}
      </div>
    </>
  );
}

/** Asks for the passphrase in a dialog; one that the organization requires is set on a page of its own. */
function Unlocking() {
  const inDialog = useInDialog();
  if (!vaultLocked.value) return null;
  if (!lacksPassphrase.value) return inDialog ? <UnlockFields /> : null;
  return (
    <a class="link" href={optionsRoutes.security}>
      {t('securitySetDots')}
    </a>
  );
}
