import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export type Load<Props> = () => Promise<ComponentType<Props>>;

const loaded = new Map<unknown, ComponentType<never>>();

/** Fetches a component's code before it is shown. A failure is shown in its place. */
export function preload(load: () => Promise<unknown>): void {
  load().then(
    (component) => loaded.set(load, component as ComponentType<never>),
    () => undefined,
  );
}

/**
 * A component whose code is fetched when it is first shown. `load` must be the same function each time. Until it
 * is there `Loaded` is undefined; `failed` says that it could not be fetched, `retry` fetches it again.
 */
export function useLazy<Props extends object>(load: Load<Props>) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const Loaded = loaded.get(load) as ComponentType<Props> | undefined;
  useEffect(() => {
    if (Loaded) return;
    // A preload may have ended between this drawing and now.
    if (loaded.has(load)) return setAttempt((count) => count + 1);
    let current = true;
    load().then(
      (component) => {
        loaded.set(load, component as ComponentType<never>);
        if (current) setAttempt((count) => count + 1);
      },
      () => {
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
