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
  /** The state for which the one hint was given already. */
  hinted: HintState | null;
}

/** States in which there is nothing to copy, and the person is shown it once. */
export type HintState = 'not-connected' | 'locked';

const HINT_KEY = 'docsHint';
const EVERYTHING: DocsSettings = { dock: true, buttons: true };

/** Reads what the background mirrors for content scripts. */
export async function readExtensionState(): Promise<ExtensionState> {
  const stored = await browser.storage.local.get([DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, HINT_KEY]);
  return {
    profile: (stored[DOCS_MIRROR_KEY] as DocsMirror | undefined) ?? null,
    settings: (stored[DOCS_SETTINGS_KEY] as DocsSettings | undefined) ?? EVERYTHING,
    hinted: (stored[HINT_KEY] as HintState | undefined) ?? null,
  };
}

/** Calls back whenever any of it changes; returns a function that stops it. */
export function onExtensionStateChange(listener: () => void): () => void {
  const changed = (changes: object, area: string) => {
    if (area === 'local' && [DOCS_MIRROR_KEY, DOCS_SETTINGS_KEY, HINT_KEY].some((key) => key in changes))
      listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => {
    // Nothing listens to an extension that is gone.
    if (browser?.runtime?.id) browser.storage.onChanged.removeListener(changed);
  };
}

/** Remembers for which state the hint was given; null when all is well again, so that the next time it is given again. */
export async function rememberHint(state: HintState | null): Promise<void> {
  if (state) await browser.storage.local.set({ [HINT_KEY]: state });
  else await browser.storage.local.remove(HINT_KEY);
}
