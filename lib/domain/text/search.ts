import uFuzzy from '@leeoniya/ufuzzy';
import { type Folded, fold, foldWithOffsets } from './fold.ts';

/** One thing to find: by its name (whose matching parts are returned) or by the texts beside it. */
export interface SearchEntry {
  id: string;
  name: string;
  extra: string[];
}

/** Prepared once for a list; searching it is a matter of a millisecond or two at 5,000 entries. */
export interface SearchIndex {
  ids: string[];
  names: Folded[];
  /** Folded names. */
  nameTexts: string[];
  /** Folded names with the extras behind them. */
  texts: string[];
}

export interface SearchHit {
  id: string;
  /** `[start, end)` offsets into the entry's name, ascending, that matched; empty for a hit in the extras. */
  ranges: [number, number][];
}

/** Terms in any order, each as it is or with one slip of the finger. */
const WORDS: uFuzzy.Options = { intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 };
/** The letters of the query, in order, anywhere in the name: `acf` finds Acme Farms. */
const LETTERS: uFuzzy.Options = { intraMode: 0, intraIns: Number.POSITIVE_INFINITY, intraChars: '.' };
const UNICODE: uFuzzy.Options = {
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
};

/** Longer queries are looked for word for word: the time of a fuzzy match grows steeply with its length. */
const MAX_FUZZY_LENGTH = 48;
/** No name is longer; what is pasted beyond it is not looked at. */
const MAX_QUERY_LENGTH = 500;

const matchers = new Map<string, uFuzzy>();

/** Builds the index of a list; accents and case are folded away here, once. */
export function prepareSearch(entries: readonly SearchEntry[]): SearchIndex {
  const names = entries.map(({ name }) => foldWithOffsets(name));
  const nameTexts = names.map(({ text }) => text);
  return {
    ids: entries.map(({ id }) => id),
    names,
    nameTexts,
    texts: entries.map(({ extra }, i) => [nameTexts[i], ...extra.map(fold)].join(' · ')),
  };
}

/**
 * The entries that match, best first: names that begin with the query, words that do, other hits in the name,
 * hits in the extras, slips of the finger, scattered letters. Equal hits keep the list's order. An empty query
 * finds everything.
 */
export function searchProfiles(index: SearchIndex, query: string): SearchHit[] {
  const needle = fold(query.slice(0, MAX_QUERY_LENGTH)).trim();
  if (needle === '') return index.ids.map((id) => ({ id, ranges: [] }));
  const found = new Map<number, [number, number][]>();
  for (const i of plainHits(index, needle)) found.set(i, plainRanges(index.nameTexts[i]!, needle));
  if (needle.length > 1 && needle.length <= MAX_FUZZY_LENGTH) {
    collect(found, matcher('words', needle), index.texts, needle, 3);
    collect(found, matcher('letters', needle), index.nameTexts, needle.replace(/ /g, ''), 0);
  }
  return [...found].map(([i, ranges]) => ({ id: index.ids[i]!, ranges: inName(index.names[i]!, ranges) }));
}

/** Entries that hold the query word for word, by where they hold it. */
function plainHits(index: SearchIndex, needle: string): number[] {
  const tiers: [number[], number[], number[], number[]] = [[], [], [], []];
  index.texts.forEach((text, i) => {
    const at = text.indexOf(needle);
    if (at < 0) return;
    const end = index.nameTexts[i]!.length;
    if (at === 0) tiers[0].push(i);
    else if (at + needle.length > end) tiers[3].push(i);
    else tiers[wordStart(text, needle, end) >= 0 ? 1 : 2].push(i);
  });
  return tiers.flat();
}

function wordStart(text: string, needle: string, end: number): number {
  for (
    let at = text.indexOf(needle);
    at >= 0 && at + needle.length <= end;
    at = text.indexOf(needle, at + 1)
  ) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return at;
  }
  return -1;
}

function plainRanges(name: string, needle: string): [number, number][] {
  const word = wordStart(name, needle, name.length);
  const at = word >= 0 ? word : name.indexOf(needle);
  return at < 0 ? [] : [[at, at + needle.length]];
}

/** Adds what a matcher finds beyond what is found already, in the matcher's own order. */
function collect(
  found: Map<number, [number, number][]>,
  fuzzy: uFuzzy,
  texts: string[],
  needle: string,
  outOfOrder: number,
): void {
  const [hits, info, order] = fuzzy.search(texts, needle, outOfOrder);
  if (!hits) return;
  if (!info || !order) {
    // Too many to be ranked: the list's own order says as much.
    for (const i of hits) if (!found.has(i)) found.set(i, []);
    return;
  }
  for (const position of order) {
    const i = info.idx[position]!;
    if (!found.has(i)) found.set(i, pairs(info.ranges[position] ?? []));
  }
}

function pairs(flat: number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) ranges.push([flat[i]!, flat[i + 1]!]);
  return ranges;
}

/** Ranges in the folded text as ranges in the name itself; what lies in the extras is dropped. */
function inName({ text, offsets }: Folded, ranges: [number, number][]): [number, number][] {
  return ranges
    .filter(([start]) => start < text.length)
    .map(([start, end]): [number, number] => [
      offsets[start]!,
      endOffset(offsets, Math.min(end, text.length)),
    ])
    .filter(([start, end]) => end > start);
}

/** The end of the character that the last matching unit came from. */
function endOffset(offsets: number[], end: number): number {
  const last = offsets[end - 1]!;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === last) next++;
  return offsets[next]!;
}

function matcher(kind: 'words' | 'letters', needle: string): uFuzzy {
  const plain = /^[\x20-\x7e]*$/.test(needle);
  const key = `${kind}${plain}`;
  let fuzzy = matchers.get(key);
  if (!fuzzy) {
    fuzzy = new uFuzzy({ ...(plain ? {} : UNICODE), ...(kind === 'words' ? WORDS : LETTERS) });
    matchers.set(key, fuzzy);
  }
  return fuzzy;
}
