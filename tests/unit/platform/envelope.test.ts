import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, FailureError } from '../../../lib/domain/failure.ts';
import { readEnvelope } from '../../../lib/platform/envelope.ts';
import { scrub } from '../../../lib/platform/errors.ts';

const same = (message: string) => message;
const scrubbed = (message: string) => scrub(message, []);

function read(status: number, body: unknown, headers: Record<string, string> = {}): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readEnvelope({ status, headers: new Headers(headers), text }, same);
}

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('did not fail');
}

describe('a success', () => {
  it('returns its result, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (result) => {
        expect(read(200, { status: true, result })).toEqual(JSON.parse(JSON.stringify(result)));
      }),
    );
  });

  it('ignores a warning beside the result', () => {
    expect(read(200, { status: true, result: [1], message: 'Some are old' })).toEqual([1]);
  });

  it('whose result is null has that, not a message beside it', () => {
    expect(read(200, { status: true, result: null, message: 'No schedule' })).toBeNull();
  });

  it('without a result returns its message, or null', () => {
    expect(read(200, { status: true, message: 'Done' })).toBe('Done');
    expect(read(200, { status: true })).toBeNull();
  });

  it('returns false, 0 and the empty text as results', () => {
    for (const result of [false, 0, '']) expect(read(200, { status: true, result })).toBe(result);
  });
});

describe('a failure of the platform', () => {
  const shapes = (message: string) => [
    { status: false, message },
    { status: false, result: { message } },
    { status: false, result: message },
  ];

  it('is recognized in each of its shapes and with any status, 200 too', () => {
    for (const status of [200, 400, 422])
      for (const body of shapes('Invalid name'))
        expect(failureOf(() => read(status, body))).toEqual({
          code: 'refused',
          status,
          detail: 'Invalid name',
        });
  });

  it('without a message is a server failure', () => {
    expect(failureOf(() => read(200, { status: false }))).toEqual({ code: 'server', status: 200 });
    expect(failureOf(() => read(400, { status: false, result: [] })).code).toBe('server');
  });

  it('about two-factor has its type, however deep or long the rest of the message is', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const fields = [
      `"otp_enabled":${deep(20_000)},"otp_autosend":"sms"`,
      `"otp_enabled":["sms",${deep(20_000)}]`,
      `"otp_enabled":true,"otp_autosend":"sms","more":${deep(20_000)}`,
      `"otp_enabled":true,"otp_autosend":"sms","more":"${'x'.repeat(2000)}"`,
      `"otp_enabled":[${'"carrier pigeon",'.repeat(2000)}"sms"]`,
    ];
    for (const message of fields)
      for (const body of [
        `{"status":false,"message":{${message}}}`,
        `{"status":false,"result":{"message":{${message}}}}`,
        `{"status":false,"result":{${message}}}`,
      ])
        expect(
          failureOf(() => readEnvelope({ status: 401, headers: new Headers(), text: body }, scrubbed)),
        ).toEqual({
          code: 'two-factor-needed',
          status: 401,
          otpType: 'sms',
        });
  });

  it('is recognized by the HTTP status alone', () => {
    expect(failureOf(() => read(500, { status: true, result: 1 })).code).toBe('server');
  });

  it('has its message cleaned of secrets', () => {
    const clean = (message: string) => message.replace('hunter2', '…');
    const response = {
      status: 400,
      headers: new Headers(),
      text: '{"status":false,"message":"no hunter2 here"}',
    };
    expect(failureOf(() => readEnvelope(response, clean)).detail).toBe('no … here');
  });
});

describe('a response that is not the platform’s', () => {
  const page = '<!doctype html><title>Sign in to the network</title>';

  it('is never read as a refused credential', () => {
    for (const status of [200, 400, 401, 403, 404]) {
      expect(failureOf(() => read(status, page))).toEqual({ code: 'malformed', status });
    }
  });

  it('is a server failure or a rate limit by its status', () => {
    expect(failureOf(() => read(502, page))).toEqual({ code: 'server', status: 502 });
    expect(failureOf(() => read(429, page, { 'retry-after': '7' }))).toEqual({
      code: 'rate-limited',
      status: 429,
      retryAfterMs: 7000,
    });
  });

  it('throws a FailureError and nothing else, whatever it is', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ status: fc.jsonValue(), result: fc.jsonValue(), message: fc.jsonValue() })
        .map((v) => JSON.stringify(v)),
    );
    fc.assert(
      fc.property(body, fc.integer({ min: 100, max: 599 }), (text, status) => {
        try {
          readEnvelope({ status, headers: new Headers(), text }, same);
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(300);
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
        }
      }),
    );
  });
});
