import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { NoticeAccess } from '../../../lib/domain/notice-access.ts';

/** Leave to show notices; the entrypoint gives it, as components know no browser API. */
export const NoticeAccessContext = createContext<NoticeAccess | null>(null);

/** {@link NoticeAccess} of this page, and whether notices may be shown (null: not known yet). */
export function useNoticeAccess(): { access: NoticeAccess; allowed: boolean | null } {
  const access = useContext(NoticeAccessContext);
  if (!access) throw new Error('NoticeAccessContext is missing');
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
