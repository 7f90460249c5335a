import { browser } from '../../browser.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { DOCS_SETTINGS_KEY } from '../../domain/settings/docs-mirror.ts';
import { onStoreChange } from '../../store/changes.ts';
import { getPreferences, updatePreferences } from '../../store/settings.ts';

/**
 * Keeps the content scripts' copy of the settings for the docs site up to date. Call it in the background's first turn.
 */
export function watchDocsSettings(): void {
  onStoreChange(({ store }) => {
    if (store === 'settings') void mirror().catch(logErrorsOf('mirror'));
  });
  void mirror().catch(logErrorsOf('mirror'));
}

/** Turns off the dock; it can be turned on again in the settings. */
export async function closeDock(): Promise<null> {
  await updatePreferences((before) => ({ ...before, docs: { ...before.docs, dock: false } }));
  return null;
}

let written: string | undefined;

async function mirror(): Promise<void> {
  const { docs } = await getPreferences();
  const text = JSON.stringify(docs);
  if (text === written) return;
  await browser.storage.local.set({ [DOCS_SETTINGS_KEY]: docs });
  written = text;
}
