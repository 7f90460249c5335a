import { fold } from '../domain/text/fold.ts';
import { plainHits, prepareSearch } from '../domain/text/plain-search.ts';

/** What a line typed behind the extension's keyword in the address bar can do to a profile. */
export const OMNIBOX_VERBS = ['switch', 'copy', 'open'] as const;
export type OmniboxVerb = (typeof OMNIBOX_VERBS)[number];

/** The verbs in the person's language; English is understood beside it. */
export type VerbWords = Record<OmniboxVerb, string>;

/** A profile under a label that no other has: its name, and what distinguishes it where two share one. */
export interface Labelled<Row> {
  row: Row;
  label: string;
}

export interface OmniboxEntry<Row> extends Labelled<Row> {
  verb: OmniboxVerb;
  /** The line that does this. */
  text: string;
}

/** Browsers show about so many. */
const MAX_ENTRIES = 6;

/** Returns what a line may mean, the most likely first. Without a verb it is a switch, and the first profile gets the others too. */
export function omniboxEntries<Row>(
  line: string,
  rows: readonly Labelled<Row>[],
  words: VerbWords,
): OmniboxEntry<Row>[] {
  const { verb, found } = read(line, rows, words);
  const entry = (row: Labelled<Row>, what: OmniboxVerb): OmniboxEntry<Row> => ({
    ...row,
    verb: what,
    text: `${words[what]} ${row.label}`,
  });
  const [first, ...others] = found;
  if (!first) return [];
  const firsts = verb ? [entry(first, verb)] : OMNIBOX_VERBS.map((what) => entry(first, what));
  return [...firsts, ...others.map((row) => entry(row, verb ?? 'switch'))].slice(0, MAX_ENTRIES);
}

/**
 * Returns what a line that was entered does; null where that is not clear. A switch takes the best match, as it is
 * seen and undone at once; a token is copied only of the one profile that matches.
 */
export function enteredEntry<Row>(
  line: string,
  rows: readonly Labelled<Row>[],
  words: VerbWords,
): OmniboxEntry<Row> | null {
  const { verb, found } = read(line, rows, words);
  if (verb === 'copy' && found.length !== 1) return null;
  return omniboxEntries(line, rows, words)[0] ?? null;
}

function read<Row>(line: string, rows: readonly Labelled<Row>[], words: VerbWords) {
  const [head = '', ...tail] = line.trim().split(/\s+/);
  const verb = OMNIBOX_VERBS.find((one) => fold(head) === fold(words[one]) || fold(head) === one);
  const found = verb ? matches(tail.join(' '), rows) : [];
  // A profile may be called "Copy shop".
  if (verb && (found.length > 0 || matches(line, rows).length === 0)) return { verb, found };
  return { verb: null, found: matches(line, rows) };
}

function matches<Row>(query: string, rows: readonly Labelled<Row>[]): Labelled<Row>[] {
  const needle = fold(query).trim();
  if (needle === '') return [...rows];
  const exact = rows.filter(({ label }) => fold(label).trim() === needle);
  if (exact.length === 1) return exact;
  const index = prepareSearch(rows.map(({ label }, id) => ({ id: String(id), name: label, extra: [] })));
  return plainHits(index, needle).flatMap((position) => rows[position] ?? []);
}
