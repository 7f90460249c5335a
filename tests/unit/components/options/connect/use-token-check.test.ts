import { expect, it } from 'vitest';
import {
  isTokenRefused,
  isTokenUnusable,
  type TokenCheck,
} from '../../../../../components/options/connect/use-token-check.ts';
import type { FailureCode } from '../../../../../lib/domain/failure.ts';

const bad = (code: FailureCode): TokenCheck => ({ state: 'bad', failure: { code } });

it('a token is not sent that no attempt can make valid', () => {
  for (const code of ['unauthorized', 'token-expired', 'token-not-profile', 'invalid-input'] as const)
    expect(isTokenUnusable(bad(code)), code).toBe(true);
  for (const state of ['empty', 'typing'] as const) expect(isTokenUnusable({ state }), state).toBe(true);
});

it('a token can be sent whose check is not done, or failed for a passing reason', () => {
  for (const code of [
    'server',
    'timeout',
    'offline',
    'rate-limited',
    'malformed',
    'host-permission',
  ] as const)
    expect(isTokenUnusable(bad(code)), code).toBe(false);
  for (const state of ['checking', 'later'] as const) expect(isTokenUnusable({ state }), state).toBe(false);
});

it('another region is offered for a token that this one refused, and not after another failure', () => {
  expect(isTokenRefused(bad('unauthorized'))).toBe(true);
  expect(isTokenRefused(bad('invalid-input'))).toBe(false);
  expect(isTokenRefused(bad('server'))).toBe(false);
  expect(isTokenRefused({ state: 'checking' })).toBe(false);
});
