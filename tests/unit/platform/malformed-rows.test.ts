import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PROFILE_READERS, recordResponses, responseTo, TOKEN_AND_BILLING_READERS } from './readers.ts';

const READERS = { ...PROFILE_READERS, ...TOKEN_AND_BILLING_READERS };
recordResponses(READERS);

interface List {
  reader: string;
  /** Keys that lead from the envelope's result to the list. */
  at: string[];
  /** Returns how many rows were read. */
  count: (value: never) => number;
}

const rowsOf = ({ rows }: { rows: unknown[] }) => rows.length;

const LISTS: List[] = [
  { reader: 'profiles', at: [], count: rowsOf },
  { reader: 'login', at: ['profiles'], count: ({ profiles }: { profiles: unknown[] }) => profiles.length },
  { reader: 'statistics', at: [], count: rowsOf },
  { reader: 'team', at: [], count: rowsOf },
  { reader: 'tokens', at: [], count: rowsOf },
  { reader: 'tokens with values', at: [], count: rowsOf },
  { reader: 'notifications', at: [], count: rowsOf },
  { reader: 'audit log', at: ['events'], count: ({ events }: { events: unknown[] }) => events.length },
  { reader: 'audit log poll', at: ['events'], count: ({ events }: { events: unknown[] }) => events.length },
  { reader: 'allocation', at: [], count: (rows: object) => Object.keys(rows).length },
  ...['prices', 'prorated prices'].flatMap((reader): List[] => [
    { reader, at: ['plans'], count: ({ plans }: { plans: object }) => Object.keys(plans).length },
    { reader, at: ['addons'], count: ({ addons }: { addons: object }) => Object.keys(addons).length },
    { reader, at: ['input'], count: ({ tiers }: { tiers: { input: unknown[] } }) => tiers.input.length },
  ]),
];

const badRow = fc.constantFrom<unknown>(
  ...[null, 7, 'text', [], {}, { id: 5 }, { time: 'soon' }, { profile: null }],
  ...[{ name: 5 }, { name: 'scale', price: -1 }, { amount: 'many' }, { date: 'soon' }],
);

type Json = Record<string, unknown>;

describe('a malformed row among good ones', () => {
  it.each(LISTS)('$reader $at: is left out alone', async ({ reader, at, count }) => {
    const read = READERS[reader]!;
    const text = responseTo(reader);
    let response = text;
    vi.stubGlobal('fetch', async () => new Response(response));
    const all = count((await read()) as never);
    expect(all).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(badRow, fc.nat(all), async (bad, index) => {
        const envelope = JSON.parse(text) as Json;
        const rows = at.reduce((value, key) => (value as Json)[key], envelope.result) as unknown[];
        rows.splice(index, 0, bad);
        response = JSON.stringify(envelope);
        const value = await read();
        expect(count(value as never)).toBe(all);
        // What is missing is known to be so.
        if ('partial' in (value as object)) expect(value).toMatchObject({ partial: true });
      }),
      { numRuns: 60 },
    );
  });

  it.each(['tokens', 'tokens with values', 'notifications'])(
    '%s: is left out alone of a second page as well',
    async (reader) => {
      const [row] = (JSON.parse(responseTo(reader)) as { result: Json[] }).result;
      const rows = Array.from({ length: 130 }, (_, index) => {
        const text = index.toString(16).padStart(24, '0');
        return { ...row, id: text, name: text, token: text };
      });
      await fc.assert(
        fc.asyncProperty(badRow, fc.nat(30), async (bad, index) => {
          const pages = [rows.slice(0, 100), rows.slice(100).toSpliced(index, 0, bad as never)];
          vi.stubGlobal('fetch', async (url: string) => {
            const page = Number(new URL(url).searchParams.get('page'));
            return Response.json({ status: true, result: pages[page - 1] ?? [] });
          });
          expect(await READERS[reader]!()).toMatchObject({ rows: { length: rows.length }, partial: true });
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('an audit log', () => {
  it.each([[[{ date: 5 }, { date: 'soon' }]], ['none'], [{}]])(
    'is malformed where none of its events can be read: %j',
    async (events) => {
      const { result, ...envelope } = JSON.parse(responseTo('audit log poll')) as Json;
      vi.stubGlobal('fetch', async () =>
        Response.json({ ...envelope, result: { ...(result as Json), events } }),
      );
      await expect(READERS['audit log poll']!()).rejects.toMatchObject({ failure: { code: 'malformed' } });
    },
  );

  it.each([[[{ date: 5 }]], [{}], [null]])('is searched on while its events are %j', async (events) => {
    const { result, ...envelope } = JSON.parse(responseTo('audit log poll')) as Json;
    vi.stubGlobal('fetch', async () =>
      Response.json({ ...envelope, result: { ...(result as Json), status: 'Running', events } }),
    );
    expect(await READERS['audit log poll']!()).toMatchObject({ status: 'Running', events: [] });
  });
});
