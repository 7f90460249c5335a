import { FailureError } from '../failure.ts';

/** One kind of error that happened; what a person typed and what the platform said is not in it. */
export interface ErrorEntry {
  /** Epoch ms of the last time. */
  at: number;
  /** How often in a row. */
  count: number;
  /** What was being done: a name from the code. */
  where: string;
  /** A failure's code, or an error's class. */
  code: string;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** The places in the code, innermost first, for an error that nobody expected. */
  places: string[];
}

const MAX_PLACES = 6;

/** Returns what may be known of an error anywhere: messages are left out, as they may quote anything. */
export function errorEntry(where: string, error: unknown, at: number): ErrorEntry {
  if (error instanceof FailureError) {
    const { code, status } = error.failure;
    return { at, count: 1, where, code, ...(status === undefined ? {} : { status }), places: [] };
  }
  return { at, count: 1, where, code: errorClass(error), places: codePlaces(error).slice(0, MAX_PLACES) };
}

function errorClass(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  // A class from a page or a library may be called anything.
  return /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
}

/** Returns the lines of an error's stack that name code, without the addresses it was loaded from. */
function codePlaces(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .flatMap((line) => /(?:\/|^)([\w.-]+\.[jt]sx?(?:\?\w+)?:\d+:\d+)\)?$/.exec(line.trim())?.[1] ?? []);
}

/** Returns the entries, oldest first, with one more; one that repeats the last is counted there. */
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
