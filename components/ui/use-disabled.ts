import type { ButtonHTMLAttributes } from 'preact';
import { useRef } from 'preact/hooks';
import { ignorePress } from './button.tsx';

/**
 * Returns the attributes of a button that its own press may disable: it keeps the focus until the person moves on, and
 * ignores further presses. They go after `onClick`.
 */
export function useDisabled(disabled: boolean): ButtonHTMLAttributes<HTMLButtonElement> {
  const focused = useRef(false);
  const state = disabled && focused.current ? { 'aria-disabled': true, onClick: ignorePress } : { disabled };
  return {
    onFocus: () => {
      focused.current = true;
    },
    onBlur: () => {
      focused.current = false;
    },
    ...state,
  };
}
