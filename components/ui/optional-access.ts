import { type Context, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { OptionalAccess } from '../../lib/domain/settings/optional-access.ts';

/** A permission of the browser that an entrypoint hands down, as components know no browser API. */
export function accessContext(): Context<OptionalAccess | null> {
  return createContext<OptionalAccess | null>(null);
}

/** The permission of a context, and whether it is given now (null: not known yet). */
export function useAccess(context: Context<OptionalAccess | null>): {
  access: OptionalAccess;
  allowed: boolean | null;
} {
  const access = useContext(context);
  if (!access) throw new Error('no entrypoint gives this permission');
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    const look = () =>
      void access.has().then((has) => {
        if (current) setAllowed(has);
      });
    look();
    const stop = access.onChange(look);
    return () => {
      current = false;
      stop();
    };
  }, [access]);
  return { access, allowed };
}
