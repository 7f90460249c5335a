import { browser } from '../../lib/browser.ts';
import {
  DOCS_HINT_KEY,
  DOCS_MIRROR_KEY,
  DOCS_SETTINGS_KEY,
  type DocsMirror,
  type DocsObstacle,
  type DocsSettings,
  NOT_CONNECTED,
} from '../../lib/domain/settings/docs-mirror.ts';

/** What the content script knows of the extension. */
export interface ExtensionState extends DocsMirror {
  settings: DocsSettings;
  /** The obstacle about which a hint was already shown. */
  hinted: DocsObstacle | null;
}

const DEFAULT_SETTINGS: DocsSettings = { dock: true, buttons: true };

/** Reads the state that the background mirrors for content scripts. */
export async function readExtensionState(): Promise<ExtensionState> {
  const stored = await browser.storage.local.get([DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, DOCS_HINT_KEY]);
  return {
    ...((stored[DOCS_MIRROR_KEY] as DocsMirror | undefined) ?? NOT_CONNECTED),
    settings: (stored[DOCS_SETTINGS_KEY] as DocsSettings | undefined) ?? DEFAULT_SETTINGS,
    hinted: (stored[DOCS_HINT_KEY] as DocsObstacle | undefined) ?? null,
  };
}

/** Calls `listener` whenever the state changes; returns a function that stops it. */
export function onExtensionStateChange(listener: () => void): () => void {
  const changed = (changes: object, area: string) => {
    if (area === 'local' && [DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, DOCS_HINT_KEY].some((key) => key in changes))
      listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => {
    // Once the extension is updated or removed, its API is gone.
    if (browser?.runtime?.id) browser.storage.onChanged.removeListener(changed);
  };
}

/** Stores about which obstacle a hint was shown; null once there is none, so that the next hint is shown. */
export async function rememberHint(obstacle: DocsObstacle | null): Promise<void> {
  if (obstacle) await browser.storage.local.set({ [DOCS_HINT_KEY]: obstacle });
  else await browser.storage.local.remove(DOCS_HINT_KEY);
}
