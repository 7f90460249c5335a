import { browser } from '../browser.ts';
import { DOCS_MIRROR_KEY, type DocsMirror } from '../domain/settings/docs-mirror.ts';

let written: string | undefined;

/** Writes the content scripts' copy of the active profile if it changed; null removes it. */
export async function writeDocsMirror(mirror: DocsMirror | null): Promise<void> {
  const text = JSON.stringify(mirror);
  if (text === written) return;
  if (mirror) await browser.storage.local.set({ [DOCS_MIRROR_KEY]: mirror });
  else await browser.storage.local.remove(DOCS_MIRROR_KEY);
  written = text;
}
