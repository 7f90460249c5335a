import type { ComponentChildren } from 'preact';
import { type ButtonAttributes, disabledAttributes } from './button.tsx';
import './ui.css';

/** A button that looks like a link, for an action within a text. */
export function LinkButton({
  children,
  disabledReason,
  busy,
  ...attributes
}: ButtonAttributes & { children: ComponentChildren }) {
  return (
    <button type="button" {...attributes} {...disabledAttributes(disabledReason, busy)} class="link">
      {children}
    </button>
  );
}
