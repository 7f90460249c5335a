import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import './ui.css';

type ButtonAttributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'size'>;

/** A button with a text, and an icon before it if `icon` is given. */
export function Button({
  kind = 'plain',
  icon,
  children,
  ...attributes
}: ButtonAttributes & {
  kind?: 'plain' | 'primary' | 'danger';
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <button type="button" {...attributes} class={`button button--${kind} ${attributes.class ?? ''}`}>
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
  ...attributes
}: ButtonAttributes & { icon: IconName; label: string; small?: boolean }) {
  return (
    <button
      type="button"
      title={title ?? label}
      aria-label={label}
      {...attributes}
      class={`icon-button ${small ? 'icon-button--small' : ''} ${attributes.class ?? ''}`}
    >
      <Icon name={icon} size={small ? 14 : 18} />
    </button>
  );
}
