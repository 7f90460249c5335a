import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { fetchAllTokens, fetchTokenValues } from '../../../lib/platform/tokens.ts';

const api = { origin: 'https://api.example.com' as ApiOrigin, token: 'token' };
/** The platform may return fewer rows a page than requested. */
const PAGE = 20;

function answerWith(rows: object[]): void {
  vi.stubGlobal('fetch', async (url: string) => {
    const page = Number(new URL(url).searchParams.get('page'));
    return Response.json({ status: true, result: rows.slice((page - 1) * PAGE, page * PAGE) });
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a list of tokens over several pages', () => {
  const rows = Array.from({ length: 3 * PAGE }, (_, index) => ({
    name: `Token ${index}`,
    created_at: new Date(index * 1000).toISOString(),
    token: `value-${index}`,
  }));

  it('reads the next page although one row, or every row, of this page has no value', async () => {
    answerWith(rows.map((row, index) => (index === 3 ? { ...row, token: null } : row)));
    expect(await fetchTokenValues(api, 'p1')).toHaveLength(3 * PAGE - 1);
    answerWith(rows.map((row, index) => (index < PAGE ? { ...row, token: null } : row)));
    expect(await fetchTokenValues(api, 'p1')).toHaveLength(2 * PAGE);
  });

  it('reads the next page although a row of this page can’t be read', async () => {
    answerWith(rows.map((row, index) => (index === 3 ? { ...row, name: null } : row)));
    expect(await fetchAllTokens(api, 'p1')).toHaveLength(3 * PAGE - 1);
  });

  it.each([
    ['in the middle', PAGE, 2 * PAGE],
    ['at the end, of one row', 3 * PAGE - 1, 3 * PAGE],
  ])('leaves out the rows of a page of which none can be read, %s', async (_where, from, to) => {
    const isBad = (index: number) => index >= from && index < to;
    answerWith(rows.map((row, index) => (isBad(index) ? { ...row, created_at: 7 } : row)));
    expect(await fetchAllTokens(api, 'p1')).toHaveLength(3 * PAGE - (to - from));
    answerWith([...rows, { ...rows[0], created_at: 7 }]);
    expect(await fetchAllTokens(api, 'p1')).toHaveLength(3 * PAGE);
  });

  it('fails where nothing on the first page can be read', async () => {
    answerWith(rows.map((row) => ({ ...row, created_at: 7 })));
    await expect(fetchAllTokens(api, 'p1')).rejects.toMatchObject({ failure: { code: 'malformed' } });
  });

  it('ends where the platform ignores the page', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ status: true, result: rows.slice(0, PAGE) }));
    expect(await fetchAllTokens(api, 'p1')).toHaveLength(PAGE);
    vi.stubGlobal('fetch', async () =>
      Response.json({ status: true, result: rows.slice(0, PAGE).map((row) => ({ ...row, token: null })) }),
    );
    expect(await fetchTokenValues(api, 'p1')).toEqual([]);
  });
});
