import type { ComponentChildren } from 'preact';
import { useReturnFocus } from '../../ui/use-return-focus.ts';

/** A box for a button that goes away once it has done its work; the focus then goes back to where it came from. */
export function ReturnFocus({ children }: { children: ComponentChildren }) {
  return <span {...useReturnFocus<HTMLSpanElement>()}>{children}</span>;
}
