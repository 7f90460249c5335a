import type { Listed } from '../domain/listed.ts';
import { malformed } from './errors.ts';
import type { Page } from './parse.ts';

/** The page size of the platform's SDK. */
const DEFAULT_PAGE_SIZE = 20;
const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/** Returns the query of a page of a list, the newest rows first. */
export function pageQuery(page: number) {
  return { page, amount: PAGE_SIZE, orderBy: 'created_at,desc' };
}

/**
 * Returns the rows of all pages, or of those up to the first for which `isLast` is true. The platform may return fewer
 * rows than requested, so a page is the last one if it is shorter than its default size, or contains nothing new. More
 * than {@link MAX_PAGES} are a partial list. Throws `malformed` when nothing on the first page can be read.
 */
export async function allPages<Row>(
  fetchPage: (page: number) => Promise<Page<Row>>,
  keyOf: (row: Row) => string,
  isLast: (rows: Row[]) => boolean = () => false,
): Promise<Listed<Row>> {
  const rows: Row[] = [];
  const seen = new Set<string>();
  let partial = false;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const found = await fetchPage(page);
    // Rows may have the same key, so only those of earlier pages count as known.
    const fresh = found.rows.filter((row) => !seen.has(keyOf(row)));
    for (const row of fresh) {
      rows.push(row);
      seen.add(keyOf(row));
    }
    partial ||= found.rows.length < found.length;
    if (rows.length === 0 && found.length > 0) throw malformed();
    const isRepeated = fresh.length === 0 && found.rows.length > 0;
    if (isRepeated || found.length < DEFAULT_PAGE_SIZE || (fresh.length > 0 && isLast(fresh)))
      return { rows, partial };
  }
  return { rows, partial: true };
}
