import { vi } from 'vitest';

type Row = Record<string, unknown>;

/**
 * Makes the platform return the rows of the lists whose address matches as `damaged` returns them. Returns a function
 * that ends it; a test's end does as well, with `vi.unstubAllGlobals`.
 */
export function damageRows(address: RegExp, damaged: (row: Row) => Row): () => void {
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (...sent: Parameters<typeof fetch>) => {
    const response = await real(...sent);
    const { pathname } = new URL(String(sent[0]));
    if ((sent[1]?.method ?? 'GET') !== 'GET' || !address.test(pathname)) return response;
    const body = (await response.json()) as { result?: unknown };
    if (Array.isArray(body.result)) body.result = body.result.map(damaged);
    const { status, headers } = response;
    return new Response(JSON.stringify(body), { status, headers });
  });
  return () => vi.stubGlobal('fetch', real);
}
