import { useCallback, useEffect, useRef } from 'preact/hooks';

/** Returns a function that returns true if the component is still on the page, for what ends later. */
export function useIsMounted(): () => boolean {
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return useCallback(() => mounted.current, []);
}
