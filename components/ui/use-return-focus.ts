import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Returns the props of an element that goes away once the person has done what it asks for. If it has the focus then,
 * the focus goes back to where it came from, or else to the button that waited for it, or to the page.
 */
export function useReturnFocus<Box extends HTMLElement>(): {
  ref: RefObject<Box | null>;
  onFocusIn: (event: FocusEvent) => void;
  onFocusOut: (event: FocusEvent) => void;
} {
  const ref = useRef<Box | null>(null);
  const before = useRef<HTMLElement | null>(null);
  // A pressed button that is disabled meanwhile has no focus anymore, and nothing else has.
  const wasInside = useRef(false);
  useLayoutEffect(() => {
    const box = ref.current;
    return () => {
      const isLost = wasInside.current && document.activeElement === document.body;
      if (!isLost && !box?.contains(document.activeElement)) return;
      const waiting = box?.closest('form')?.querySelector<HTMLElement>('[type="submit"]');
      const next = before.current?.isConnected ? before.current : waiting;
      (next ?? document.getElementById('main'))?.focus();
    };
  }, []);
  return {
    ref,
    onFocusIn: ({ relatedTarget }) => {
      wasInside.current = true;
      if (relatedTarget instanceof HTMLElement && !ref.current?.contains(relatedTarget)) {
        before.current = relatedTarget;
      }
    },
    onFocusOut: ({ relatedTarget }) => {
      if (relatedTarget) wasInside.current = false;
    },
  };
}
