import type { ComponentChildren } from 'preact';
import { type ButtonAttributes, whileUnable } from './button.tsx';
import './ui.css';

/** A button that looks like a link, for an action within a text. */
export function LinkButton({
  children,
  unable,
  busy,
  ...attributes
}: ButtonAttributes & { children: ComponentChildren }) {
  return (
    <button type="button" {...attributes} {...whileUnable(unable, busy)} class="link">
      {children}
    </button>
  );
}
