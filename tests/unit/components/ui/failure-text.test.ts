import { describe, expect, it, vi } from 'vitest';
import { failureText } from '../../../../components/ui/failure-text.ts';
import type { Failure, FailureCode } from '../../../../lib/domain/failure.ts';

/** Every code, so that a new one without a sentence does not compile here. */
const CODES: Record<FailureCode, true> = {
  offline: true,
  timeout: true,
  unauthorized: true,
  denied: true,
  'rate-limited': true,
  server: true,
  malformed: true,
  refused: true,
  'not-found': true,
  'host-permission': true,
  'two-factor-needed': true,
  'wrong-password': true,
  'wrong-pin': true,
  'account-blocked': true,
  'token-not-profile': true,
  'token-expired': true,
  'already-connected': true,
  'token-ambiguous': true,
  'token-gone': true,
  'not-active': true,
  'copy-gone': true,
  'read-only-token': true,
  'needs-full-token': true,
  'no-token': true,
  'foreign-destination': true,
  'plain-destination': true,
  'unclear-destination': true,
  'full-token': true,
  'invalid-input': true,
  'not-allowed': true,
  'plan-limit': true,
  policy: true,
  'no-account': true,
  'not-connected': true,
  'no-profile': true,
  'needs-sign-in': true,
  'credential-lost': true,
  locked: true,
  'wrong-passphrase': true,
  'storage-full': true,
  'storage-failed': true,
  'newer-data': true,
  clipboard: true,
  'outcome-unknown': true,
  'too-often': true,
  example: true,
  internal: true,
};

describe('a sentence for every failure', () => {
  const codes = Object.keys(CODES) as FailureCode[];
  it.each(codes)('%s', (code) => {
    expect(failureText({ code })).toMatch(/^\p{Lu}.+[.:]$/u);
  });

  it('no two are the same', () => {
    const sentences = codes.map((code) => failureText({ code }));
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

describe('details of a failure', () => {
  it.each<[Failure, string]>([
    [{ code: 'rate-limited', retryAfterMs: 1000 }, 'Too many requests. Try again in 1 second.'],
    [{ code: 'rate-limited', retryAfterMs: 7200 }, 'Too many requests. Try again in 8 seconds.'],
    [{ code: 'refused', detail: 'Name is reserved' }, 'TagoIO rejected the request: “Name is reserved”'],
    [
      { code: 'outcome-unknown', detail: 'ruleCopyUnknown' },
      'No answer came from the clipboard: the token may be on it or not. Copy it again.',
    ],
    [
      { code: 'outcome-unknown', detail: 'not-seen' },
      'The request was sent but no answer came, so it may or may not have worked. This page now shows the current state.',
    ],
    [
      { code: 'outcome-unknown', detail: 'not-read' },
      'The request was sent but no answer came, so it may or may not have worked. Check the current state before you try again.',
    ],
    // Write-only is enough, and an organization may forbid tokens with full access.
    [{ code: 'read-only-token' }, 'This token is read-only. Use one that can make changes.'],
    [{ code: 'not-allowed', detail: 'ruleOwnerOnly' }, 'Only the profile’s owner can do this.'],
    [
      { code: 'plan-limit', detail: 'You have reached the limit' },
      'TagoIO rejected the request: “You have reached the limit”',
    ],
    // A word of the platform's that is also the name of a rule.
    [
      { code: 'invalid-input', detail: 'ruleName', status: 400 },
      'TagoIO doesn’t accept this value. Check it and try again.',
    ],
    [
      { code: 'invalid-input', detail: 'noSuchRule' },
      'TagoIO doesn’t accept this value. Check it and try again.',
    ],
  ])('%j', (failure, sentence) => {
    expect(failureText(failure).replaceAll("'", '’')).toBe(sentence);
  });

  it('blame the network only when the browser is offline', () => {
    vi.stubGlobal('navigator', { onLine: false });
    expect(failureText({ code: 'offline' })).toBe('Can’t reach TagoIO. Check your network connection.');
    vi.stubGlobal('navigator', { onLine: true });
    expect(failureText({ code: 'offline' })).toContain('certificate');
    vi.unstubAllGlobals();
  });

  it('include the numbers of the extension’s rules', () => {
    const rule = (detail: string) => failureText({ code: 'invalid-input', detail });
    expect(rule('failure_passphrase_too_short')).toBe('The passphrase needs at least 10 characters.');
    expect(rule('ruleName')).toBe('Enter a name of up to 100 characters.');
  });

  it('include a typed host and a gateway’s status', () => {
    expect(failureText({ code: 'offline' }, { host: 'iot.acme.example' })).toContain('iot.acme.example');
    expect(failureText({ code: 'offline' }, { host: 'iot.acme.example' })).toContain('certificate');
    expect(failureText({ code: 'server', status: 503 })).toContain('error 503');
    expect(failureText({ code: 'server', status: 500 })).not.toContain('500');
    expect(failureText({ code: 'wrong-password' }, { passwordAlone: true })).toBe('Wrong password.');
  });
});
