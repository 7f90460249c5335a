import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ToolbarIcon } from '../../../lib/domain/settings/toolbar-icon.ts';

/** The icon in the toolbar; the entrypoint provides it, as components use no browser API. */
export const ToolbarIconContext = createContext<ToolbarIcon | null>(null);

/**
 * Returns true while the icon is known to be hidden. Read again when the page gets the focus or the pointer back from
 * the toolbar.
 */
export function useIconHidden(): boolean {
  const icon = useContext(ToolbarIconContext);
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    let current = true;
    const read = () =>
      void icon?.isPinned().then(
        (pinned) => {
          if (current) setHidden(pinned === false);
        },
        // If the browser doesn't say, there is no hint.
        () => undefined,
      );
    read();
    const page = document.documentElement;
    addEventListener('focus', read);
    page.addEventListener('pointerenter', read);
    return () => {
      current = false;
      removeEventListener('focus', read);
      page.removeEventListener('pointerenter', read);
    };
  }, [icon]);
  return hidden;
}
