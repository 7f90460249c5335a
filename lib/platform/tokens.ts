import * as z from 'zod/mini';
import type { TokenFacts } from '../domain/tokens/token.ts';
import { allPages, pageQuery } from './pages.ts';
import { lenient, type Page, parsePage, timeOf } from './parse.ts';
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

/** `GET /profile/{id}/token`: the metadata of all tokens, newest first. */
export function fetchAllTokens(api: Api, id: string): Promise<TokenRow[]> {
  return allPages((page) => fetchPage(api, id, page, FIELDS, rowOf), rowKey);
}

/** Fetches all tokens **with values**, for copying or revoking one. Rows without a value are left out. */
export async function fetchTokenValues(api: Api, id: string): Promise<TokenRowWithValue[]> {
  const fields = [...FIELDS, 'token'];
  const read = (row: Row) => ({ ...rowOf(row), value: row.token ?? '' });
  const rows = await allPages((page) => fetchPage(api, id, page, fields, read), rowKey);
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

async function fetchPage<Found extends TokenRow>(
  api: Api,
  id: string,
  page: number,
  fields: readonly string[],
  read: (row: Row) => Found,
): Promise<Page<Found>> {
  const result = await request(api, {
    method: 'GET',
    path: path`/profile/${id}/token`,
    query: { ...pageQuery(page), fields },
  });
  const { rows, length } = parsePage(tokenRowSchema, result);
  return { rows: rows.map(read), length };
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
