import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import { type ErrorEntry, errorEntry, withErrorEntry } from '../domain/diagnostics/error-entry.ts';

/*
 * The last errors, in `storage.session`: memory of this browser session that outlives the worker, never the disk.
 * Every context of the extension writes there.
 */

const KEY = 'diagnosticErrors';
const MAX_ENTRIES = 50;

const serialize = serializer();

/** Returns the last errors, oldest first. */
export async function readErrors(): Promise<ErrorEntry[]> {
  return ((await browser.storage.session.get(KEY))[KEY] as ErrorEntry[] | undefined) ?? [];
}

/**
 * Notes an error for the diagnostics page. `where` is a name from the code, such as a message's; of the error
 * itself only what {@link errorEntry} lets through is kept.
 */
export function noteError(where: string, error: unknown): void {
  const entry = errorEntry(where, error, Date.now());
  void serialize(async () => {
    await browser.storage.session.set({ [KEY]: withErrorEntry(await readErrors(), entry, MAX_ENTRIES) });
  }).catch(() => {
    // Diagnostics are the last thing to fail over.
  });
}

/** Returns a handler for `catch` that notes the error: for work whose failure nobody waits for. */
export function noted(where: string): (error: unknown) => void {
  return (error) => noteError(where, error);
}
