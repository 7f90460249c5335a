import * as z from 'zod/mini';
import type { TokenFacts } from '../domain/tokens/token.ts';
import { lenient, parseList, timeOf } from './parse.ts';
import { type Api, path, request } from './request.ts';

/** A token's metadata as the platform lists it; only the caller knows `ours`. */
export type TokenRow = Omit<TokenFacts, 'ours'>;
export interface TokenRowWithValue extends TokenRow {
  value: string;
}

const FIELDS = [
  'name',
  'permission',
  'created_at',
  'created_by',
  'expire_time',
  'last_authorization',
] as const;

export const tokenRowSchema = z.object({
  name: z.string(),
  created_at: z.string(),
  permission: lenient(z.string()),
  created_by: lenient(z.string()),
  expire_time: lenient(z.string()),
  last_authorization: lenient(z.string()),
  token: lenient(z.string()),
});

/** The page size of the platform's SDK. */
const DEFAULT_PAGE_SIZE = 20;
const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/** `GET /profile/{id}/token`: the metadata of all tokens, newest first. */
export function fetchAllTokens(api: Api, id: string): Promise<TokenRow[]> {
  return allPages((page) => fetchPage(api, id, page, FIELDS), rowOf);
}

/** Fetches all tokens **with values**, for copying or revoking one. Rows without a value are left out. */
export async function fetchTokenValues(api: Api, id: string): Promise<TokenRowWithValue[]> {
  const fields = [...FIELDS, 'token'];
  const rows = await allPages(
    (page) => fetchPage(api, id, page, fields),
    (row) => ({ ...rowOf(row), value: row.token ?? '' }),
  );
  return rows.filter(({ value }) => value !== '');
}

/** Returns the metadata of a profile's token with this value; null when there is none. */
export async function fetchTokenByValue(api: Api, id: string, value: string): Promise<TokenRow | null> {
  const rows = await fetchTokenValues(api, id);
  const found = rows.find((row) => row.value === value);
  if (!found) return null;
  const { value: _dropped, ...facts } = found;
  return facts;
}

type Row = z.output<typeof tokenRowSchema>;

/** The rows of a page that can be read, and how many it has in all. */
interface Page {
  rows: Row[];
  length: number;
}

async function fetchPage(api: Api, id: string, page: number, fields: readonly string[]): Promise<Page> {
  const result = await request(api, {
    method: 'GET',
    path: path`/profile/${id}/token`,
    query: { page, amount: PAGE_SIZE, fields, orderBy: 'created_at,desc' },
  });
  return { rows: parseList(tokenRowSchema, result), length: (result as unknown[]).length };
}

/**
 * Returns the rows of all pages. The platform may return fewer rows than requested, so a page is the last one if it is
 * shorter than its default size, or contains nothing new.
 */
async function allPages<Found extends TokenRow>(
  fetchPageRows: (page: number) => Promise<Page>,
  read: (row: Row) => Found,
): Promise<Found[]> {
  const rows: Found[] = [];
  const seen = new Set<string>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const found = await fetchPageRows(page);
    // Tokens may have the same name and time, so only rows of earlier pages count as known.
    const fresh = found.rows.map(read).filter((row) => !seen.has(rowKey(row)));
    rows.push(...fresh);
    for (const row of fresh) seen.add(rowKey(row));
    if (fresh.length === 0 || found.length < DEFAULT_PAGE_SIZE) break;
  }
  return rows;
}

function rowKey(row: TokenRow & { value?: string }): string {
  return row.value || JSON.stringify([row.name, row.createdAt, row.permission, row.expiresAt]);
}

function rowOf(row: Row): TokenRow {
  return {
    name: row.name,
    createdAt: row.created_at,
    permission: row.permission ?? '',
    createdBy: row.created_by || null,
    expiresAt: timeOf(row.expire_time),
    lastAuthorizedAt: timeOf(row.last_authorization),
  };
}
