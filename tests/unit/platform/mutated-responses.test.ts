import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { fetchAccount } from '../../../lib/platform/account.ts';
import { pollAuditLog, startAuditLog } from '../../../lib/platform/audit-log.ts';
import {
  fetchAllocation,
  fetchSchedule,
  fetchSubscription,
  fetchSubscriptionSummary,
} from '../../../lib/platform/billing.ts';
import { postToken } from '../../../lib/platform/change-tokens.ts';
import { fetchNotifications } from '../../../lib/platform/notifications.ts';
import { fetchPrices, fetchProratedPrices } from '../../../lib/platform/prices.ts';
import { fetchProfileInfo, fetchProfiles, postProfile } from '../../../lib/platform/profiles.ts';
import type { Api } from '../../../lib/platform/request.ts';
import { issueToken, login } from '../../../lib/platform/sign-in.ts';
import { fetchTeam } from '../../../lib/platform/team.ts';
import { fetchAllTokens, fetchTokenByValue, fetchTokenValues } from '../../../lib/platform/tokens.ts';
import { fetchStatistics, fetchSummary } from '../../../lib/platform/usage.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';

/** Runs over all readers together; `FUZZ_RUNS=100000` for more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 4_000);

let sandbox: Sandbox;
/** The sandbox's response to each reader, as text. */
const responses = new Map<string, string>();
beforeAll(async () => {
  sandbox = await startSandbox({ profiles: 12, limits: { scale: 'off' } });
  for (const [name, read] of Object.entries(READERS)) responses.set(name, await recorded(read));
});
afterAll(() => sandbox.close());
afterEach(() => vi.unstubAllGlobals());

const account = () => sandbox.accounts[0]!;
const id = () => account().profiles[0]!.id;
const api = (): Api => ({ origin: sandbox.origin as ApiOrigin, token: account().token! });
const credentials = () => ({ email: account().email, password: account().password });

/** Every function that reads a response of the platform. */
const READERS: Record<string, () => Promise<unknown>> = {
  account: () => fetchAccount(api()),
  login: () => login({ origin: api().origin }, { email: account().email, password: account().password }),
  profiles: () => fetchProfiles(api()),
  'profile info': () => fetchProfileInfo(api(), id()),
  summary: () => fetchSummary(api(), id()),
  statistics: () =>
    fetchStatistics(api(), id(), { periodicity: 'day', from: Date.now() - 5 * DAY_MS, to: Date.now() }),
  team: () => fetchTeam(api(), id()),
  tokens: () => fetchAllTokens(api(), id()),
  'tokens with values': () => fetchTokenValues(api(), id()),
  'token by value': () => fetchTokenByValue(api(), id(), api().token!),
  'new token': () =>
    postToken(api(), id(), { ...credentials(), name: 'New', permission: 'read', expireTime: '1 month' }),
  "the extension's token": () =>
    issueToken(
      { origin: api().origin },
      { ...credentials(), profileId: id(), name: 'Issued', expireTime: '3 month' },
    ),
  'new profile': () => postProfile(api(), { name: 'New', allocateFreeResources: false }),
  notifications: () => fetchNotifications(api()),
  allocation: () => fetchAllocation(api()),
  subscription: () => fetchSubscription(api()),
  'subscription summary': () => fetchSubscriptionSummary(api()),
  schedule: () => fetchSchedule(api()),
  prices: () => fetchPrices(api()),
  'prorated prices': () => fetchProratedPrices(api()),
  'audit log': () =>
    startAuditLog(api(), id(), { from: Date.now() - DAY_MS, to: Date.now(), limit: 50 } as never),
  'audit log poll': () => pollAuditLog(api(), id(), 'a1b2c3'),
};

/** Returns the text of the first response that a reader gets. */
async function recorded(read: () => Promise<unknown>): Promise<string> {
  const real = globalThis.fetch;
  let text = '';
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    const response = await real(...request);
    text ||= await response.clone().text();
    return response;
  });
  await read().catch(() => null);
  vi.stubGlobal('fetch', real);
  return text;
}

/** A change at one place of a JSON value; `at` picks a key at each level. */
const mutation = fc.record({
  at: fc.array(fc.nat(40), { maxLength: 5 }),
  how: fc.constantFrom('replace', 'remove', 'wrap', 'repeat', 'rename', 'stringify'),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, '', 'never', 'NaN', '1970-01-01', '9999-12-31T23:59:59Z', -1, 1e308, 1e-9, [], {}),
    fc.string({ unit: 'binary', maxLength: 20 }),
  ),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(root: unknown, { at, how, value }: Mutation): unknown {
  const holder = { root } as Record<string, unknown>;
  let parent: Record<string, unknown> = holder;
  let key = 'root';
  for (const step of at) {
    const next = parent[key];
    if (typeof next !== 'object' || next === null) break;
    const keys = Object.keys(next);
    if (keys.length === 0) break;
    parent = next as Record<string, unknown>;
    key = keys[step % keys.length]!;
  }
  const before = parent[key];
  if (how === 'replace') parent[key] = value;
  else if (how === 'wrap') parent[key] = [before];
  else if (how === 'stringify') parent[key] = JSON.stringify(before);
  else if (how === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  } else if (how === 'repeat' && Array.isArray(parent)) parent.push(before);
  else if (how === 'rename') {
    delete parent[key];
    Object.defineProperty(parent, '__proto__', {
      value: before,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return holder.root;
}

/** Returns the paths in a value that no page could show: NaN, and objects with a prototype of their own. */
function unshowable(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isNaN(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (![Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value))) return [path];
  return Object.entries(value).flatMap(([key, part]) => unshowable(part, `${path}.${key}`));
}

describe('a mutated response', () => {
  it.each(Object.entries(READERS))(
    '%s: is read, or throws a FailureError',
    async (name, read) => {
      const text = responses.get(name)!;
      expect(text).not.toBe('');
      let response = text;
      vi.stubGlobal('fetch', async () => new Response(response, { status: 200 }));
      const runs = Math.ceil(RUNS / Object.keys(READERS).length);
      await fc.assert(
        fc.asyncProperty(
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          fc.option(fc.nat(text.length), { freq: 10 }),
          async (mutations, cutAt) => {
            const whole = JSON.stringify(mutations.reduce<unknown>(mutate, JSON.parse(text)));
            response = cutAt === null ? (whole ?? '') : (whole ?? '').slice(0, cutAt);
            const value = await read().catch((error: unknown) => {
              expect(error).toBeInstanceOf(FailureError);
              return null;
            });
            expect(unshowable(value)).toEqual([]);
          },
        ),
        { numRuns: runs },
      );
    },
    600_000,
  );
});

describe('a malformed row among good ones', () => {
  const LISTS: Record<string, (value: never) => number> = {
    profiles: ({ rows }: { rows: unknown[] }) => rows.length,
    statistics: ({ rows }: { rows: unknown[] }) => rows.length,
    team: (rows: unknown[]) => rows.length,
    tokens: (rows: unknown[]) => rows.length,
    allocation: (rows: object) => Object.keys(rows).length,
  };
  it.each(Object.entries(LISTS))('%s: is left out alone', async (name, count) => {
    const read = READERS[name]!;
    const text = responses.get(name)!;
    const envelope = JSON.parse(text) as { result: unknown[] };
    let response = text;
    vi.stubGlobal('fetch', async () => new Response(response, { status: 200 }));
    const all = count((await read()) as never);
    expect(all).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<unknown>(null, 7, 'text', [], {}, { id: 5 }, { time: 'soon' }, { profile: null }),
        fc.nat(all),
        async (bad, at) => {
          response = JSON.stringify({ ...envelope, result: envelope.result.toSpliced(at, 0, bad) });
          expect(count((await read()) as never)).toBe(all);
        },
      ),
      { numRuns: 60 },
    );
  });
});
