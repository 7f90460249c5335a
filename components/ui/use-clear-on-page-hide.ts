import { useEffect, useRef } from 'preact/hooks';

/** Clears a field with a secret when its page is hidden, so that the back-forward cache keeps none. */
export function useClearOnPageHide(onInput: (value: '') => void): void {
  const latest = useRef(onInput);
  latest.current = onInput;
  useEffect(() => {
    const clear = () => latest.current('');
    addEventListener('pagehide', clear);
    return () => removeEventListener('pagehide', clear);
  }, []);
}
