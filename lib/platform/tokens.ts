import * as z from 'zod/mini';
import { distinctBy } from '../domain/distinct-by.ts';
import { type Listed, rowsWhere } from '../domain/listed.ts';
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
  expire_time: z.optional(z.unknown()),
  last_authorization: z.optional(z.unknown()),
  token: lenient(z.string()),
});

/** `GET /profile/{id}/token`: the metadata of all tokens, newest first. */
export function fetchAllTokens(api: Api, id: string): Promise<Listed<TokenRow>> {
  return allPages((page) => fetchPage(api, id, page, FIELDS, rowOf), rowKey);
}

/** Fetches all tokens **with values**, for copying or revoking one. Rows without a value count as not readable. */
export async function fetchTokenValues(api: Api, id: string): Promise<Listed<TokenRowWithValue>> {
  const fields = [...FIELDS, 'token'];
  const read = (row: Row) => ({ ...rowOf(row), value: row.token ?? '' });
  const { rows, partial } = await allPages((page) => fetchPage(api, id, page, fields, read), rowKey);
  const withValue = rows.filter(({ value }) => value !== '');
  return {
    rows: distinctBy(withValue, ({ value }) => value),
    partial: partial || withValue.length < rows.length,
  };
}

/** Returns the metadata of a profile's token with this value, null when there is none. Throws `malformed` as well. */
export async function fetchTokenByValue(api: Api, id: string, value: string): Promise<TokenRow | null> {
  const [found] = rowsWhere(await fetchTokenValues(api, id), (row) => row.value === value);
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
    expiresAt: tokenTimeOf(row.expire_time),
    lastAuthorizedAt: tokenTimeOf(row.last_authorization),
  };
}

/** Returns a time of a token as epoch ms; null: never; undefined: it can't be read. */
function tokenTimeOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === 'never') return null;
  return timeOf(value) ?? undefined;
}

/** Returns {@link tokenTimeOf} of a field that says nothing where it's missing: undefined then. */
export function statedTokenTime(value: unknown): number | null | undefined {
  return value === undefined ? undefined : tokenTimeOf(value);
}
