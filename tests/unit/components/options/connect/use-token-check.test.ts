import { expect, it } from 'vitest';
import {
  checkTokenText,
  isTokenRefused,
  isTokenUnusable,
  isWrongKind,
  type TokenCheck,
} from '../../../../../components/options/connect/use-token-check.ts';
import { failureText } from '../../../../../components/ui/failure-text.ts';
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

it('a token of a kind that no region takes is known by its text', () => {
  for (const token of [
    'a-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b',
    'n-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b',
    'at0123456789abcdef0123456789abcdef',
  ])
    expect(isWrongKind(token), token).toBe(true);
  // A bare UUID is a device's or an old profile's; only the platform knows.
  for (const token of [
    'p-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b',
    '2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b',
    'p-',
    '',
  ])
    expect(isWrongKind(token), token).toBe(false);
});

it('of a text with several tokens none is sent, and why is said at once', () => {
  const token = 'p-0123456789abcdef0123456789abcdef';
  const check = checkTokenText(`Account token: ${token} Device token: 2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b`);
  expect(isTokenUnusable(check!)).toBe(true);
  expect(check?.state === 'bad' && failureText(check.failure)).toContain('more than one token');
  expect(checkTokenText('p-0123')).toEqual({ state: 'typing' });
});
