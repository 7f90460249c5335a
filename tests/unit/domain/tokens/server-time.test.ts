import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../lib/domain/time.ts';
import { serverTimeOf } from '../../../../lib/domain/tokens/token.ts';

it('a list’s server time goes on as this computer’s clock does, however far that is off', () => {
  const ahead = { fetchedAt: 100 * HOUR_MS, servedAt: 76 * HOUR_MS };
  expect(serverTimeOf(ahead, 101 * HOUR_MS)).toBe(77 * HOUR_MS);
  expect(serverTimeOf({ fetchedAt: 100 * HOUR_MS, servedAt: 110 * HOUR_MS }, 101 * HOUR_MS)).toBe(
    111 * HOUR_MS,
  );
});

it('a list read while the clock was a month off says nothing once it is right again', () => {
  const month = 30 * DAY_MS;
  const now = 100 * DAY_MS;
  expect(serverTimeOf({ fetchedAt: now + month, servedAt: now }, now + HOUR_MS)).toBe(now + HOUR_MS);
  expect(serverTimeOf({ fetchedAt: now - month, servedAt: now }, now + HOUR_MS)).toBe(now + HOUR_MS);
});

it('a list that doesn’t say what the server’s clock showed goes by this computer’s', () => {
  expect(serverTimeOf({ fetchedAt: 5 }, 7)).toBe(7);
  expect(serverTimeOf({ fetchedAt: null, servedAt: 3 }, 7)).toBe(7);
  expect(serverTimeOf(undefined, 7)).toBe(7);
});
