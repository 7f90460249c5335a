import { browser } from '../../lib/browser.ts';
import {
  DOCS_MIRROR_KEY,
  DOCS_SETTINGS_KEY,
  type DocsMirror,
  type DocsSettings,
} from '../../lib/domain/settings/docs-mirror.ts';

/** What the content script knows of the extension. */
export interface ExtensionState {
  /** Null: not connected. */
  profile: DocsMirror | null;
  settings: DocsSettings;
  /** The state about which a hint was already shown. */
  hinted: HintState | null;
}

/** A state in which nothing can be copied, about which a hint is shown once. */
export type HintState = 'not-connected' | 'locked';

const HINT_KEY = 'docsHint';
const DEFAULT_SETTINGS: DocsSettings = { dock: true, buttons: true };

/** Reads the state that the background mirrors for content scripts. */
export async function readExtensionState(): Promise<ExtensionState> {
  const stored = await browser.storage.local.get([DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, HINT_KEY]);
  return {
    profile: (stored[DOCS_MIRROR_KEY] as DocsMirror | undefined) ?? null,
    settings: (stored[DOCS_SETTINGS_KEY] as DocsSettings | undefined) ?? DEFAULT_SETTINGS,
    hinted: (stored[HINT_KEY] as HintState | undefined) ?? null,
  };
}

/** Calls `listener` whenever the state changes; returns a function that stops it. */
export function onExtensionStateChange(listener: () => void): () => void {
  const changed = (changes: object, area: string) => {
    if (area === 'local' && [DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, HINT_KEY].some((key) => key in changes))
      listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => {
    // Once the extension is updated or removed, its API is gone.
    if (browser?.runtime?.id) browser.storage.onChanged.removeListener(changed);
  };
}

/** Stores about which state a hint was shown; null once there is nothing missing, so that the next hint is shown. */
export async function rememberHint(state: HintState | null): Promise<void> {
  if (state) await browser.storage.local.set({ [HINT_KEY]: state });
  else await browser.storage.local.remove(HINT_KEY);
}
