import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Shortcut, Shortcuts } from '../../../lib/domain/settings/shortcuts.ts';

/** The browser's shortcuts; the entrypoint gives them, as components know no browser API. */
export const ShortcutsContext = createContext<Shortcuts | null>(null);

/** Returns the shortcuts as the browser has them now; empty until they are known. Read again when the page is looked at. */
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
    // They are changed in a page of the browser's own.
    document.addEventListener('visibilitychange', read);
    return () => {
      current = false;
      document.removeEventListener('visibilitychange', read);
    };
  }, [shortcuts]);
  return list;
}
