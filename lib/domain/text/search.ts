import uFuzzy from '@leeoniya/ufuzzy';
import { type Folded, fold } from './fold.ts';
import { plainHits, type SearchIndex, tagHits, wordStart } from './plain-search.ts';

interface SearchHit {
  id: string;
  /** `[start, end)` offsets into the entry's name, ascending, that matched; empty for a hit in the extras. */
  ranges: [number, number][];
}

/** Terms in any order, each exact or with one typing error. */
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

/** Longer queries are only searched literally: fuzzy matching gets slow quickly. */
const MAX_FUZZY_LENGTH = 48;
/** The rest of a longer query is ignored. */
const MAX_QUERY_LENGTH = 500;

const matchers = new Map<string, uFuzzy>();

/**
 * Returns the entries that match, best first: names that begin with the query, words that do, other hits in the name,
 * hits in tag and extra texts, typing errors, scattered letters. Equal hits keep the list's order. An empty query finds
 * every entry; `#` and the start of a tag finds the profiles with that tag.
 */
export function searchProfiles(index: SearchIndex, query: string): SearchHit[] {
  const needle = fold(query.slice(0, MAX_QUERY_LENGTH)).trim();
  if (needle === '') return index.ids.map((id) => ({ id, ranges: [] }));
  const tagged = tagHits(index, needle);
  if (tagged) return tagged.map((i) => ({ id: index.ids[i]!, ranges: [] }));
  const found = new Map<number, [number, number][]>();
  for (const i of plainHits(index, needle)) found.set(i, plainRanges(index.nameTexts[i]!, needle));
  // Hyphens, quotes and apostrophes are syntax to uFuzzy: `-prod` would be everything but `prod`, and `'s` everything.
  const words = needle.replace(/[-"' ]+/g, ' ').trim();
  if (words.length > 1 && needle.length <= MAX_FUZZY_LENGTH) {
    collect(found, matcher('words', needle), index.texts, words, 3);
    collect(found, matcher('letters', needle), index.nameTexts, words.replace(/ /g, ''), 0);
  }
  return [...found].map(([i, ranges]) => ({ id: index.ids[i]!, ranges: inName(index.names[i]!, ranges) }));
}

function plainRanges(name: string, needle: string): [number, number][] {
  const word = wordStart(name, needle, name.length);
  const at = word >= 0 ? word : name.indexOf(needle);
  return at < 0 ? [] : [[at, at + needle.length]];
}

/** Adds further hits of a matcher, in its order. */
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
    // Too many hits for ranking: keep the list's order.
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

/** Converts ranges in the folded text to ranges in the name, and drops those in the extra texts. */
function inName({ text, offsets }: Folded, ranges: [number, number][]): [number, number][] {
  return ranges
    .filter(([start]) => start < text.length)
    .map(([start, end]): [number, number] => [
      offsets[start]!,
      endOffset(offsets, Math.min(end, text.length)),
    ])
    .filter(([start, end]) => end > start);
}

/** Returns the end of the original character of the last matching unit. */
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
