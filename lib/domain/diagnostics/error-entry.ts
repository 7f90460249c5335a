import { FailureError } from '../failure.ts';

/**
 * An error that occurred once or several times in a row. Contains nothing that a person typed or the platform returned.
 */
export interface ErrorEntry {
  /** Epoch ms of the last time. */
  at: number;
  /** How often in a row. */
  count: number;
  /** Where it occurred: a name from the code. */
  where: string;
  /** A failure's code, or an error's class. */
  code: string;
  /** HTTP status, if there was a response. */
  status?: number;
  /** Stack of an unexpected error as positions in the code, innermost first. */
  places: string[];
}

const MAX_PLACES = 6;

/** Returns what is safe to show of an error. Messages are left out, since they may quote anything. */
export function errorEntry(where: string, error: unknown, at: number): ErrorEntry {
  if (error instanceof FailureError) {
    const { code, status } = error.failure;
    // Any other code says what failed.
    const places = code === 'internal' ? codePlaces(error) : [];
    return { at, count: 1, where, code, ...(status === undefined ? {} : { status }), places };
  }
  return { at, count: 1, where, code: errorClass(error), places: codePlaces(error) };
}

/** Returns a name of the language or the browser: an error may call itself anything. */
function errorClass(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const name = String(error.name);
  const isKnown = error instanceof DOMException ? /^[A-Za-z]+Error$/.test(name) : name in globalThis;
  return isKnown ? name : 'Error';
}

/**
 * Returns the positions in an error's stack that are in this extension's code, without its address. Chromium puts the
 * message before them, and whatever it quotes.
 */
function codePlaces(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  return error.stack
    .replace(`: ${error.message}`, '')
    .split('\n')
    .flatMap((line) => /-extension:\/\/.*\/([\w.-]+\.js:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
    .slice(0, MAX_PLACES);
}

/** How many of the last errors are kept. */
export const MAX_ERRORS = 50;

/** Returns the entries, oldest first, with one more; a repetition of the last entry increases its count instead. */
export function withErrorEntry(
  entries: readonly ErrorEntry[],
  entry: ErrorEntry,
  limit: number,
): ErrorEntry[] {
  const last = entries.at(-1);
  const repeats =
    last &&
    last.where === entry.where &&
    last.code === entry.code &&
    last.status === entry.status &&
    last.places[0] === entry.places[0];
  return repeats
    ? [...entries.slice(0, -1), { ...last, at: entry.at, count: last.count + entry.count }]
    : [...entries, entry].slice(-limit);
}
