import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { HostAccess } from '../../../lib/domain/settings/host-access.ts';

/** The browser's host permissions; the entrypoint gives them, as components know no browser API. */
export const HostAccessContext = createContext<HostAccess | null>(null);

/** {@link HostAccess} of this page. */
export function useHostAccess(): HostAccess {
  const access = useContext(HostAccessContext);
  if (!access) throw new Error('HostAccessContext is missing');
  return access;
}
