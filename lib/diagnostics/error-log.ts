import { serializer } from '../async/serialize.ts';
import { browser } from '../browser.ts';
import {
  type ErrorEntry,
  errorEntry,
  MAX_ERRORS,
  withErrorEntry,
} from '../domain/diagnostics/error-entry.ts';
import { type Failure, failureOfError } from '../domain/failure.ts';

/*
 * The last errors, in `storage.session`: it outlives the worker but is never on disk. Every context of the extension
 * writes to it.
 */

export const ERRORS_KEY = 'diagnosticErrors';

const serialize = serializer();

/** How long an error waits for another context's: one that doesn't respond anymore may hold the lock. */
const MAX_LOCK_WAIT_MS = 1000;

/** Returns the last errors, oldest first. */
export async function readErrors(): Promise<ErrorEntry[]> {
  return ((await browser.storage.session.get(ERRORS_KEY))[ERRORS_KEY] as ErrorEntry[] | undefined) ?? [];
}

/**
 * Records an error for the diagnostics page. `where` is a name from the code, such as a message's. Only what
 * {@link errorEntry} takes from the error is kept.
 */
export function logError(where: string, error: unknown): void {
  const entry = errorEntry(where, error, Date.now());
  const add = async () =>
    browser.storage.session.set({ [ERRORS_KEY]: withErrorEntry(await readErrors(), entry, MAX_ERRORS) });
  void serialize(() => whileLocked(add).catch(add)).catch(() => {
    // A failure to record an error must not cause another.
  });
}

async function whileLocked(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(ERRORS_KEY, { signal: AbortSignal.timeout(MAX_LOCK_WAIT_MS) }, work);
}

/** Returns an error's failure, for whoever doesn't throw the error on; an unexpected one is recorded. */
export function failureOrLog(where: string, error: unknown): Failure {
  const failure = failureOfError(error);
  if (failure.code === 'internal') logError(where, error);
  return failure;
}

/** Returns a `catch` handler that records the error, for work that nobody awaits. */
export function logErrorsOf(where: string): (error: unknown) => void {
  return (error) => logError(where, error);
}
