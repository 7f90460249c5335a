import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import { focusUnlockField } from './unlock-field.ts';
import './ui.css';

export type ButtonAttributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'size'> & {
  /**
   * Why it can't succeed now: shown on hover and read by screen readers. While locked, a press leads to the passphrase.
   */
  disabledReason?: string | undefined;
  /** What it does is under way. */
  busy?: boolean | undefined;
};

/**
 * Returns what a button that can't succeed now, or is `busy`, has instead of its action. A disabled one loses the
 * focus.
 */
export function disabledAttributes(
  disabledReason: string | undefined,
  busy = false,
): ButtonHTMLAttributes<HTMLButtonElement> | undefined {
  if (disabledReason !== undefined)
    return {
      title: disabledReason,
      'aria-disabled': true,
      disabled: false,
      onClick: () => void focusUnlockField(),
    };
  return busy ? { 'aria-disabled': true, 'aria-busy': true, onClick: ignorePress } : undefined;
}

/** A form isn't submitted either. */
export const ignorePress = (event: Event) => event.preventDefault();

/** A button with a text, and an icon before it if `icon` is given. */
export function Button({
  kind = 'plain',
  icon,
  children,
  disabledReason,
  busy,
  ...attributes
}: ButtonAttributes & {
  kind?: 'plain' | 'primary' | 'danger';
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      {...attributes}
      {...disabledAttributes(disabledReason, busy)}
      class={`button button--${kind} ${attributes.class ?? ''}`}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  );
}

/** A button that is an icon; `label` says what it does, as a tooltip and to screen readers. */
export function IconButton({
  icon,
  label,
  small = false,
  title,
  disabledReason,
  busy,
  ...attributes
}: ButtonAttributes & { icon: IconName; label: string; small?: boolean }) {
  return (
    <button
      type="button"
      title={title ?? label}
      aria-label={label}
      {...attributes}
      {...disabledAttributes(disabledReason, busy)}
      class={`icon-button ${small ? 'icon-button--small' : ''} ${attributes.class ?? ''}`}
    >
      <Icon name={icon} size={small ? 14 : 18} />
    </button>
  );
}
