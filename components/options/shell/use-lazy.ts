import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { logError } from '../../../lib/state/log-error.ts';

export type LoadComponent<Props> = () => Promise<ComponentType<Props>>;

const loaded = new Map<unknown, ComponentType<never>>();

/** Loads a component's code before it is shown. {@link useLazy} shows and records a failure. */
export function preload(load: () => Promise<unknown>): void {
  load().then(
    (component) => loaded.set(load, component as ComponentType<never>),
    () => undefined,
  );
}

/**
 * Returns a component whose code is loaded when it is first shown: `Loaded`, undefined until then; `failed`, whether it
 * couldn't be loaded; and `retry`, which loads it again. `load` must be the same function each time.
 */
export function useLazy<Props extends object>(load: LoadComponent<Props>) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const Loaded = loaded.get(load) as ComponentType<Props> | undefined;
  useEffect(() => {
    if (Loaded) return;
    // A preload may have ended between rendering and now.
    if (loaded.has(load)) return setAttempt((count) => count + 1);
    let current = true;
    load().then(
      (component) => {
        loaded.set(load, component as ComponentType<never>);
        if (current) setAttempt((count) => count + 1);
      },
      (error) => {
        // Removed by an update, or it threw while it started.
        logError('load code', error);
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);
  const retry = () => {
    setFailed(false);
    setAttempt((count) => count + 1);
  };
  return { Loaded, failed, retry };
}
