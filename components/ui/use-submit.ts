import { useCallback, useRef, useState } from 'preact/hooks';
import type { Failure, Result } from '../../lib/domain/failure.ts';
import { resultOf } from '../../lib/messages/client.ts';
import { announceFailure } from './toast.tsx';
import { useIsMounted } from './use-is-mounted.ts';

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
 * died while it worked, is reported as `outcome-unknown`: nobody knows whether the change was made. A failure that
 * arrives after its place on the page was left is announced, unless the action only reads, or its caller says how it
 * ended (`announces: false`).
 */
export function useSubmit<Data, Value>(
  action: (data: Data) => Promise<Result<Value>>,
  { announces = true }: { announces?: boolean } = {},
): Submit<Data, Value> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const isMounted = useIsMounted();
  const clears = useRef(0);
  const latest = useRef(action);
  latest.current = action;

  const run = useCallback(async (data: Data): Promise<Result<Value> | null> => {
    if (running.current) return null;
    running.current = true;
    const before = clears.current;
    setBusy(true);
    setFailure(null);
    const result = await resultOf(() => latest.current(data));
    running.current = false;
    const isForgotten = !result.ok && clears.current !== before;
    if (isMounted()) {
      setBusy(false);
      setFailure(result.ok || isForgotten ? null : result.failure);
    } else if (!result.ok && !isForgotten && announces) announceFailure(result.failure);
    return isForgotten ? null : result;
  }, []);
  const clear = useCallback(() => {
    clears.current++;
    setFailure(null);
  }, []);
  return { busy, failure, run, clear };
}
