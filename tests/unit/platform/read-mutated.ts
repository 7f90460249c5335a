import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import { HOUR_MS, SECOND_MS } from '../../../lib/domain/time.ts';
import { mutate, mutation, textOf } from './mutation.ts';
import { recordResponses, responseTo, secretsSentBy } from './readers.ts';

/** Responses for each reader; `npm run test:fuzz` tries 100,000. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
export const TIMEOUT_MS = 1_200_000;

/** Statuses of the platform, and of what stands between; 204 and 304 have no body. */
const STATUSES = [201, 204, 301, 304, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504];
const WITHOUT_BODY = [204, 205, 304];

/** The three forms of a failure, and messages that mean something; `$` stands for a secret. */
const FAILURES = [
  { status: false, message: 'Invalid token' },
  { status: false, message: 'Too many requests (Retry-After: 8)' },
  { status: false, message: 'Authorization denied: $' },
  { status: false, result: { message: 'Wrong password $' } },
  { status: false, result: 'You have reached the limit of your plan' },
  { status: false, message: { otp_enabled: ['sms', 'email'], otp_autosend: 'sms' } },
  { status: false, message: '{"otp_enabled": true, "otp_autosend": "email"}' },
];

const header = fc.constantFrom('0', '8', '1e9', '-1', '99999999999', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT');

const failing = fc.record({
  body: fc.constantFrom(...FAILURES),
  secret: fc.nat(1),
  status: fc.oneof(fc.constantFrom(200, ...STATUSES), fc.integer({ min: 200, max: 599 })),
  retryAfter: fc.option(header),
});

const response = fc.record({
  /** null: the recorded response, mostly with its status. */
  failure: fc.option(failing, { freq: 2 }),
  status: fc.oneof({ weight: 9, arbitrary: fc.constant(200) }, fc.constantFrom(...STATUSES)),
  mutations: fc.array(mutation, { maxLength: 4 }),
  /** Part of the text, from 0 to 1, after which it is cut off. */
  cutAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 10 }),
});

/** Tests that each reader reads a mutated response, or throws a failure that is safe to show. */
export function testMutated(readers: Record<string, () => Promise<unknown>>): void {
  recordResponses(readers);
  describe('a mutated response', () => {
    it.each(Object.entries(readers))(
      '%s: is read, or throws a FailureError',
      async (name, read) => {
        let made = new Response();
        vi.stubGlobal('fetch', async () => made);
        await fc.assert(
          fc.asyncProperty(response, async (drawn) => {
            made = responseOf(drawn, name);
            const problems = await read().then(
              (value) => unshowable(value),
              (error: unknown) => problemsOf(error, secretsSentBy(name)),
            );
            expect(problems).toEqual([]);
          }),
          { numRuns: RUNS },
        );
      },
      TIMEOUT_MS,
    );
  });
}

type Drawn = typeof response extends fc.Arbitrary<infer T> ? T : never;

function responseOf({ failure, status, mutations, cutAt }: Drawn, name: string): Response {
  const before = failure ? quoting(failure.body, secretsSentBy(name)[failure.secret]) : responseTo(name);
  const whole = textOf(mutations.reduce<unknown>(mutate, JSON.parse(before)));
  const text = cutAt === null ? whole : whole.slice(0, cutAt * whole.length);
  const made = new Response(WITHOUT_BODY.includes(failure?.status ?? status) ? null : text, {
    status: failure?.status ?? status,
  });
  if (failure?.retryAfter) made.headers.set('retry-after', failure.retryAfter);
  return made;
}

function quoting(body: object, secret = ''): string {
  return JSON.stringify(body).replace('$', () => secret);
}

/** Returns what is wrong with what a reader threw. */
function problemsOf(error: unknown, secrets: readonly string[]): string[] {
  if (!(error instanceof FailureError)) return [`threw ${String(error)}`];
  const { retryAfterMs } = error.failure;
  const text = JSON.stringify(error.failure);
  return [
    ...(retryAfterMs === undefined || (retryAfterMs >= SECOND_MS && retryAfterMs <= HOUR_MS)
      ? []
      : [`waits for ${retryAfterMs} ms`]),
    ...secrets.flatMap((secret) => (text.includes(secret) ? [`quotes ${secret}`] : [])),
  ];
}

/** Fields that are a time; a token's `createdAt` is the platform's text, which identifies it. */
const TIMES =
  /\.(time|at|since|createdAt|expiresAt|lastAuthorizedAt|cycleStart|cycleEnd|trialEnd|releaseAt)$/;
const TEXT_OF_A_TOKEN = /^result(\.rows)?(\.\d+)?\.createdAt$/;

/**
 * Returns the paths in a value that no page could show: numbers that count nothing, times out of any range, and objects
 * with a prototype of their own.
 */
export function unshowable(value: unknown, path = 'result'): string[] {
  if (typeof value === 'number' || typeof value === 'string') return isShowable(value, path) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  if (![Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value))) return [path];
  const { used, limit } = value as { used?: number; limit?: number };
  if (limit && !Number.isFinite((Number(used) * 100) / limit)) return [path];
  return Object.entries(value).flatMap(([key, part]) => unshowable(part, `${path}.${key}`));
}

function isShowable(value: number | string, path: string): boolean {
  if (TIMES.test(path) && !(typeof value === 'string' && TEXT_OF_A_TOKEN.test(path))) {
    const at = new Date(value);
    const hasFields = typeof value === 'number' || /^\d{4}-\d\d-\d\d/.test(value);
    return hasFields && at.getUTCFullYear() >= 2000 && at.getUTCFullYear() <= 9999;
  }
  return typeof value === 'string' || (value >= 0 && value <= Number.MAX_SAFE_INTEGER);
}
