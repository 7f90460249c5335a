import { fold } from '../domain/text/fold.ts';
import { plainHits, prepareSearch } from '../domain/text/plain-search.ts';

/** What a text typed after the extension's keyword in the address bar can do with a profile. */
const OMNIBOX_VERBS = ['switch', 'copy', 'open'] as const;
export type OmniboxVerb = (typeof OMNIBOX_VERBS)[number];

/** The verbs in the person's language; English ones are understood too. */
type VerbWords = Record<OmniboxVerb, string>;

/** A profile with a unique label: its name, and what disambiguates it if several have that name. */
export interface Labeled<Row> {
  row: Row;
  label: string;
}

interface OmniboxEntry<Row> extends Labeled<Row> {
  verb: OmniboxVerb;
  /** The text that does this when it is entered. */
  text: string;
}

/** About as many as browsers show. */
const MAX_ENTRIES = 6;

/**
 * Returns what a text may mean, most likely first. Without a verb it is a switch, and all verbs for the first profile.
 */
export function omniboxEntries<Row>(
  line: string,
  rows: readonly Labeled<Row>[],
  words: VerbWords,
): OmniboxEntry<Row>[] {
  const { verb, found } = read(line, rows, words);
  const entry = (row: Labeled<Row>, what: OmniboxVerb): OmniboxEntry<Row> => ({
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
 * Returns what an entered text does; null if that is ambiguous, or names no profile. A switch uses the best match,
 * since it is visible and easy to undo; a token is copied only if exactly one profile matches.
 */
export function enteredEntry<Row>(
  line: string,
  rows: readonly Labeled<Row>[],
  words: VerbWords,
): OmniboxEntry<Row> | null {
  const { verb, name, found } = read(line, rows, words);
  if (name === '' || (verb === 'copy' && found.length !== 1)) return null;
  return omniboxEntries(line, rows, words)[0] ?? null;
}

/** Returns the verb that a text begins with; null when it is only a name. */
export function enteredVerb<Row>(
  line: string,
  rows: readonly Labeled<Row>[],
  words: VerbWords,
): OmniboxVerb | null {
  return read(line, rows, words).verb;
}

function read<Row>(line: string, rows: readonly Labeled<Row>[], words: VerbWords) {
  const [head = '', ...tail] = line.trim().split(/\s+/);
  const verb = OMNIBOX_VERBS.find((one) => fold(head) === fold(words[one]) || fold(head) === one);
  const name = nameIn(tail.join(' '));
  const found = verb ? matches(name, rows) : [];
  const all = matches(nameIn(line), rows);
  // A profile may be called "Copy shop".
  if (verb && (found.length > 0 || all.length === 0)) return { verb, name, found };
  return { verb: null, name: nameIn(line), found: all };
}

const nameIn = (text: string) => fold(text).trim();

function matches<Row>(needle: string, rows: readonly Labeled<Row>[]): Labeled<Row>[] {
  if (needle === '') return [...rows];
  const exact = rows.filter(({ label }) => fold(label).trim() === needle);
  if (exact.length === 1) return exact;
  const index = prepareSearch(rows.map(({ label }, id) => ({ id: String(id), name: label, extra: [] })));
  return plainHits(index, needle).flatMap((position) => rows[position] ?? []);
}
