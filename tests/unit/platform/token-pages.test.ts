import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { postToken } from '../../../lib/platform/change-tokens.ts';
import { allPages } from '../../../lib/platform/pages.ts';
import { issueToken } from '../../../lib/platform/sign-in.ts';
import { fetchAllTokens, fetchTokenValues } from '../../../lib/platform/tokens.ts';

const api = { origin: 'https://api.example.com' as ApiOrigin, token: 'token' };
/** The platform may return fewer rows a page than requested. */
const PAGE = 20;

/** What the platform may write of a token's time, and how it is read. */
const TIMES: [unknown, number | null | undefined][] = [
  [null, null],
  ['never', null],
  ['2026-01-01T00:00:00.000Z', Date.UTC(2026, 0, 1)],
  ...['', 'soon', 0, 1_700_000_000_000, false, {}, []].map((value): [unknown, undefined] => [
    value,
    undefined,
  ]),
];

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
    expect((await fetchTokenValues(api, 'p1')).rows).toHaveLength(3 * PAGE - 1);
    answerWith(rows.map((row, index) => (index < PAGE ? { ...row, token: null } : row)));
    expect((await fetchTokenValues(api, 'p1')).rows).toHaveLength(2 * PAGE);
  });

  it('reads the next page although a row of this page can’t be read', async () => {
    answerWith(rows.map((row, index) => (index === 3 ? { ...row, name: null } : row)));
    expect((await fetchAllTokens(api, 'p1')).rows).toHaveLength(3 * PAGE - 1);
  });

  it.each([
    ['in the middle', PAGE, 2 * PAGE],
    ['at the end, of one row', 3 * PAGE - 1, 3 * PAGE],
  ])('leaves out the rows of a page of which none can be read, %s', async (_where, from, to) => {
    const isBad = (index: number) => index >= from && index < to;
    answerWith(rows.map((row, index) => (isBad(index) ? { ...row, created_at: 7 } : row)));
    expect((await fetchAllTokens(api, 'p1')).rows).toHaveLength(3 * PAGE - (to - from));
    answerWith([...rows, { ...rows[0], created_at: 7 }]);
    expect((await fetchAllTokens(api, 'p1')).rows).toHaveLength(3 * PAGE);
  });

  it('fails where nothing on the first page can be read', async () => {
    answerWith(rows.map((row) => ({ ...row, created_at: 7 })));
    await expect(fetchAllTokens(api, 'p1')).rejects.toMatchObject({ failure: { code: 'malformed' } });
  });

  it('ends where the platform ignores the page', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ status: true, result: rows.slice(0, PAGE) }));
    expect((await fetchAllTokens(api, 'p1')).rows).toHaveLength(PAGE);
    vi.stubGlobal('fetch', async () =>
      Response.json({ status: true, result: rows.slice(0, PAGE).map((row) => ({ ...row, token: null })) }),
    );
    expect(await fetchTokenValues(api, 'p1')).toEqual({ rows: [], partial: true });
  });

  it('says whether it was read whole', async () => {
    answerWith(rows);
    expect(await fetchAllTokens(api, 'p1')).toMatchObject({ partial: false });
    expect(await fetchTokenValues(api, 'p1')).toMatchObject({ partial: false });
    answerWith(rows.with(-1, { ...rows[0]!, name: null as never }));
    expect(await fetchAllTokens(api, 'p1')).toMatchObject({ partial: true });
    answerWith(rows.with(-1, { ...rows[0]!, token: '' }));
    expect(await fetchTokenValues(api, 'p1')).toMatchObject({ partial: true });
  });

  it('is partial where it never ends', async () => {
    let next = 0;
    vi.stubGlobal('fetch', async () => {
      const result = rows.slice(0, PAGE).map((row) => ({ ...row, name: `Token ${next++}` }));
      return Response.json({ status: true, result });
    });
    expect(await fetchAllTokens(api, 'p1')).toMatchObject({ partial: true });
  });

  it('is read whole where the platform ignores the page and returns a very long list', async () => {
    const ids = Array.from({ length: 200_000 }, (_, index) => String(index));
    const fetchPage = async () => ({ rows: ids, length: ids.length });
    expect((await allPages(fetchPage, String)).rows).toHaveLength(ids.length);
  });

  it('has a token once where its value is there twice, and equal rows without values as they are', async () => {
    answerWith([rows[0]!, rows[0]!, { ...rows[0]!, token: 'another' }]);
    const values = (await fetchTokenValues(api, 'p1')).rows.map(({ value }) => value);
    expect(values).toEqual(['value-0', 'another']);
    expect((await fetchAllTokens(api, 'p1')).rows).toHaveLength(3);
  });

  it.each([[undefined, null] as const, ...TIMES])('has the times %j as %j', async (value, time) => {
    answerWith([{ ...rows[0], expire_time: value, last_authorization: value }]);
    const [row] = (await fetchAllTokens(api, 'p1')).rows;
    expect([row?.expiresAt, row?.lastAuthorizedAt]).toEqual([time, time]);
  });
});

it.each([[undefined, undefined], ...TIMES])('a new token expires: %j is %j', async (value, time) => {
  const result = { token: 'value', expire_date: value, expire_time: value };
  vi.stubGlobal('fetch', async () => Response.json({ status: true, result }));
  const by = { email: 'a@example.com', password: 'p', name: 'New', expireTime: 'never' };
  const created = await postToken(api, 'p1', { ...by, permission: 'read' });
  const issued = await issueToken(api, { ...by, profileId: 'p1' });
  expect([created.expiresAt, issued.expiresAt]).toEqual([time, time]);
});
