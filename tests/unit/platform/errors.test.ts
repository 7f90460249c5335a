import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import { explain, failureOf, retryAfter, scrub, twoFactorIn } from '../../../lib/platform/errors.ts';

const refusal = (status: number, message: string | null, headers: Record<string, string> = {}) =>
  failureOf({ status, headers: new Headers(headers) }, message).failure;

describe('a refusal', () => {
  it.each([
    [401, 'Authorization denied', 'unauthorized'],
    [403, 'Authorization Denied', 'denied'],
    [200, 'Authorization Denied', 'denied'],
    [401, 'Invalid token', 'unauthorized'],
    [403, 'Invalid token', 'unauthorized'],
    [400, 'Token expired', 'unauthorized'],
    [400, 'Invalid token name', 'refused'],
    [404, 'Token not found', 'not-found'],
    [404, 'Profile not found', 'not-found'],
    [401, 'Invalid password', 'wrong-password'],
    [400, 'Invalid credentials', 'wrong-password'],
    [400, 'Password is incorrect', 'wrong-password'],
    [401, 'Invalid pin code', 'wrong-pin'],
    [401, 'Pin code already used', 'wrong-pin'],
    [400, 'Wrong OTP', 'wrong-pin'],
    [403, 'Account blocked', 'account-blocked'],
    [401, 'This account has been suspended', 'account-blocked'],
    [400, 'The shipping address is wrong', 'refused'],
    [500, 'Invalid password', 'server'],
    [503, null, 'server'],
    [408, null, 'timeout'],
    [400, null, 'server'],
  ] as const)('%i %j is %s', (status, message, code) => {
    const failure = refusal(status, message);
    expect(failure.code).toBe(code);
    expect(failure.status).toBe(status);
    if (message !== null) expect(failure.detail).toBe(message);
  });

  it('of a wrong password or pin names the field', () => {
    expect(refusal(401, 'Invalid password').field).toBe('password');
    expect(refusal(401, 'Invalid pin code').field).toBe('pinCode');
  });

  it('is a rate limit by its message alone', () => {
    expect(refusal(200, 'Too many requests (Retry-After: 8)')).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 8000,
    });
  });
});

describe('two-factor', () => {
  it('is requested by a message in JSON', () => {
    for (const otpType of ['authenticator', 'sms', 'email'] as const) {
      const message = JSON.stringify({ otp_enabled: true, otp_autosend: otpType });
      expect(refusal(401, message)).toEqual({ code: 'two-factor-needed', status: 401, otpType });
    }
  });

  it('is recognized with a list of types, and without a suggested one', () => {
    expect(twoFactorIn('{"otp_enabled":["sms"],"otp_autosend":"carrier pigeon"}')).toBe('sms');
    expect(twoFactorIn('{"otp_enabled":true}')).toBe('authenticator');
    expect(twoFactorIn('{"otp_enabled":false}')).toBeNull();
    expect(twoFactorIn('otp_enabled')).toBeNull();
    expect(twoFactorIn('Invalid password')).toBeNull();
  });
});

describe('the wait after a rate limit', () => {
  const now = Date.UTC(2026, 10, 24, 12, 0, 20);

  it('is the header’s, else the message’s, else until the next minute', () => {
    const words = 'Too many requests (Retry-After: 8)';
    expect(retryAfter(new Headers({ 'retry-after': '3' }), words, now)).toBe(3000);
    expect(retryAfter(new Headers({ 'retry-after': new Date(now + 12_000).toUTCString() }), null, now)).toBe(
      12_000,
    );
    expect(retryAfter(new Headers(), words, now)).toBe(8000);
    expect(retryAfter(new Headers(), null, now)).toBe(40_000);
  });

  it("until the next minute follows the server's clock where it is returned", () => {
    const served = new Date(now + 25_000).toUTCString();
    expect(retryAfter(new Headers({ date: served }), null, now)).toBe(15_000);
  });

  it('is always between a second and an hour', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.string()),
        fc.integer({ min: 0, max: 4e12 }),
        (text, message, at) => {
          const headers = new Headers();
          try {
            headers.set('retry-after', text);
          } catch {
            fc.pre(false);
          }
          const ms = retryAfter(headers, message, at);
          expect(ms).toBeGreaterThanOrEqual(1000);
          expect(ms).toBeLessThanOrEqual(3_600_000);
        },
      ),
    );
  });
});

describe("the platform's message", () => {
  const token = 'p-1f3c5b7a-1111-4222-8333-123456789abc';

  it('never has a secret that was sent', () => {
    const secret = fc.string({
      minLength: 4,
      maxLength: 40,
      unit: fc.constantFrom('a', '"', '/', 'é', '\ud800', '🌾', '7'),
    });
    fc.assert(
      fc.property(
        secret,
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (hidden, before, after) => {
          fc.pre(!'…'.includes(hidden));
          expect(scrub(`${before}${hidden}${after}`, [hidden])).not.toContain(hidden);
        },
      ),
    );
  });

  it('never has anything that looks like a token', () => {
    for (const value of [
      token,
      token.slice(2),
      `a-${token.slice(2)}`,
      'at0123456789abcdef0123456789abcdef',
    ]) {
      expect(scrub(`Token ${value} is unknown`, [])).toBe('Token … is unknown');
    }
    expect(scrub(`GET /token/${encodeURIComponent(token)}?`, [token])).not.toContain('1f3c5b7a');
  });

  it('is unchanged otherwise, up to 400 characters', () => {
    expect(scrub('Invalid name', ['in'])).toBe('Invalid name');
    expect(scrub('x'.repeat(10_000), [])).toHaveLength(401);
  });
});

describe('explain', () => {
  const refuse = (code: 'refused' | 'rate-limited' | 'wrong-password', detail?: string) =>
    Promise.reject(new FailureError({ code, detail, status: 400 }));

  it('gives a refusal a more precise code by its message', async () => {
    const call = explain(refuse('refused', 'Limit reached'), [[/limit/i, { code: 'plan-limit' }]]);
    await expect(call).rejects.toMatchObject({
      failure: { code: 'plan-limit', detail: 'Limit reached', status: 400 },
    });
  });

  it('keeps a precise code, and a refusal without a matching rule', async () => {
    const rules = [[/.*/, { code: 'plan-limit' }]] as const;
    await expect(explain(refuse('rate-limited', 'limit'), [...rules] as never)).rejects.toMatchObject({
      failure: { code: 'rate-limited' },
    });
    await expect(explain(refuse('refused'), [...rules] as never)).rejects.toMatchObject({
      failure: { code: 'refused' },
    });
    await expect(explain(Promise.resolve(7), [])).resolves.toBe(7);
  });
});
