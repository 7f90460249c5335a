import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Result } from '../../lib/domain/failure.ts';
import { resultOf } from '../../lib/messages/client.ts';

export interface Submit<Data, Value> {
  busy: boolean;
  failure: Failure | null;
  /** Runs the action unless it is already under way (a double click sends one request); null then. */
  run(data: Data): Promise<Result<Value> | null>;
  /** Forgets the failure, and that of an action under way, which then returns null: what it was about has changed. */
  clear(): void;
}

/**
 * Returns a single-flight action with its progress and its last failure. A page that was left, or a background that
 * died while it worked, is reported as `outcome-unknown`: nobody knows whether the change was made.
 */
export function useSubmit<Data, Value>(action: (data: Data) => Promise<Result<Value>>): Submit<Data, Value> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const mounted = useRef(true);
  const clears = useRef(0);
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async (data: Data): Promise<Result<Value> | null> => {
    if (running.current) return null;
    running.current = true;
    const before = clears.current;
    setBusy(true);
    setFailure(null);
    const result = await resultOf(() => latest.current(data));
    running.current = false;
    const isForgotten = !result.ok && clears.current !== before;
    if (mounted.current) {
      setBusy(false);
      setFailure(result.ok || isForgotten ? null : result.failure);
    }
    return isForgotten ? null : result;
  }, []);
  const clear = useCallback(() => {
    clears.current++;
    setFailure(null);
  }, []);
  return { busy, failure, run, clear };
}
