import { type Folded, fold, foldWithOffsets } from './fold.ts';

/** An entry that is found by its name, whose matching parts are returned, by its tag, or by its extra texts. */
export interface SearchEntry {
  id: string;
  name: string;
  tag?: string | null;
  extra: string[];
}

/** Prepared once for a list; a search in 5,000 entries takes a millisecond or two. */
export interface SearchIndex {
  ids: string[];
  names: Folded[];
  /** Folded names. */
  nameTexts: string[];
  /** Folded tags; empty: none. */
  tags: string[];
  /** Folded names followed by tags and extra texts. */
  texts: string[];
}

/** Builds the index of a list. */
export function prepareSearch(entries: readonly SearchEntry[]): SearchIndex {
  const names = entries.map(({ name }) => foldWithOffsets(name));
  const nameTexts = names.map(({ text }) => text);
  const tags = entries.map(({ tag }) => (tag ? fold(tag) : ''));
  return {
    ids: entries.map(({ id }) => id),
    names,
    nameTexts,
    tags,
    texts: entries.map(({ extra }, i) =>
      [nameTexts[i], ...(tags[i] ? [tags[i]] : []), ...extra.map(fold)].join(' · '),
    ),
  };
}

/**
 * Returns the indexes of the entries whose tag is what follows a `#`, or begins with it where no tag is just that; null
 * when the query is not about tags, or no tag is meant by it.
 */
export function tagHits({ tags }: SearchIndex, needle: string): number[] | null {
  if (!needle.startsWith('#')) return null;
  const wanted = needle.slice(1).trim();
  const exact = tags.flatMap((tag, i) => (wanted !== '' && tag === wanted ? [i] : []));
  if (exact.length > 0) return exact;
  const hits = tags.flatMap((tag, i) => (tag !== '' && tag.startsWith(wanted) ? [i] : []));
  return hits.length > 0 ? hits : null;
}

/**
 * Returns the indexes of the entries that contain the query literally: name's start, word's start, name, extra texts.
 */
export function plainHits(index: SearchIndex, needle: string): number[] {
  const tagged = tagHits(index, needle);
  if (tagged) return tagged;
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

/** Returns where `needle` is at the start of a word before `end`; -1 when it isn't. */
export function wordStart(text: string, needle: string, end: number): number {
  for (
    let at = text.indexOf(needle);
    at >= 0 && at + needle.length <= end;
    at = text.indexOf(needle, at + 1)
  ) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return at;
  }
  return -1;
}
