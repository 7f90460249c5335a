import { invalid } from './responses.ts';

interface ListQuery {
  page: number;
  amount: number;
  fields: string[];
  filter: Record<string, string>;
  orderBy: [string, 'asc' | 'desc'];
}

/**
 * Reads a list's query as `qs.stringify` writes it: `fields[0]=name&filter[read]=false&orderBy=created_at,desc`
 * (the order also as `orderBy[0]=…&orderBy[1]=…`).
 */
export function listQuery(url: string, defaults: Partial<ListQuery> = {}): ListQuery {
  const query = new URL(url).searchParams;
  const inBrackets = (name: string) =>
    [...query].flatMap(([key, value]) => {
      const found = key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : null;
      return found === null ? [] : [[found, value] as const];
    });
  const fields = inBrackets('fields').map(([, value]) => value);
  const order = query.get('orderBy')?.split(',') ?? inBrackets('orderBy').map(([, value]) => value);
  const orderBy = order[0]
    ? ([order[0], order[1] === 'asc' ? 'asc' : 'desc'] as ListQuery['orderBy'])
    : undefined;
  return {
    page: positive(query.get('page'), 'page') ?? 1,
    amount: positive(query.get('amount'), 'amount') ?? defaults.amount ?? 20,
    fields: fields.length > 0 ? fields : (defaults.fields ?? []),
    filter: Object.fromEntries(inBrackets('filter')),
    orderBy: orderBy ?? defaults.orderBy ?? ['created_at', 'desc'],
  };
}

function positive(text: string | null, name: string): number | undefined {
  if (text === null) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) throw invalid(`Invalid ${name}`);
  return value;
}

/** Returns one page of rows in the requested order; equal rows stay in the order of creation. */
export function pageOf<T extends object>(
  rows: T[],
  { page, amount, orderBy: [field, direction] }: ListQuery,
): T[] {
  const keyed = rows.map((row) => ({ row, key: String((row as Record<string, unknown>)[field] ?? '') }));
  const sorted = keyed.sort(
    (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (direction === 'asc' ? 1 : -1),
  );
  return sorted.slice((page - 1) * amount, page * amount).map(({ row }) => row);
}

/** Matches a substring with `*` at its ends, or the exact value, without regard to case. */
export function filterMatches(filter: Record<string, string>, row: object): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    const value = String((row as Record<string, unknown>)[field] ?? '').toLowerCase();
    const text = wanted.toLowerCase();
    return text.includes('*') ? value.includes(text.replaceAll('*', '')) : value === text;
  });
}
