import { browser } from '../browser.ts';
import {
  DOCS_HINT_KEY,
  DOCS_MIRROR_KEY,
  type DocsMirror,
  NOT_CONNECTED,
} from '../domain/settings/docs-mirror.ts';

let written: string | undefined;

/** Writes what content scripts know if it changed. */
export async function writeDocsMirror(mirror: DocsMirror): Promise<void> {
  const text = JSON.stringify(mirror);
  if (text === written) return;
  if (mirror.obstacle !== NOT_CONNECTED.obstacle)
    await browser.storage.local.set({ [DOCS_MIRROR_KEY]: mirror });
  else await browser.storage.local.remove(DOCS_MIRROR_KEY);
  // The next obstacle gets its hint again, even if no docs page was open when this one ended.
  if (mirror.obstacle === null) await browser.storage.local.remove(DOCS_HINT_KEY);
  written = text;
}
