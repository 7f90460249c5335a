import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Shortcut, Shortcuts } from '../../../lib/domain/settings/shortcuts.ts';

/** The browser's shortcuts; the entrypoint provides them, as components use no browser API. */
export const ShortcutsContext = createContext<Shortcuts | null>(null);

/** Returns the browser's shortcuts; empty until they are known. They are read again when the page becomes visible. */
export function useShortcuts(): readonly Shortcut[] {
  const shortcuts = useContext(ShortcutsContext);
  const [list, setList] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    let current = true;
    const read = () => {
      void shortcuts?.list().then((found) => {
        if (current) setList(found);
      });
    };
    read();
    // The person changes them on one of the browser's pages.
    document.addEventListener('visibilitychange', read);
    return () => {
      current = false;
      document.removeEventListener('visibilitychange', read);
    };
  }, [shortcuts]);
  return list;
}
