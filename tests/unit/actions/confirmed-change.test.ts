import { afterEach, describe, expect, it, vi } from 'vitest';
import { sendAndConfirm } from '../../../lib/actions/confirmed-change.ts';
import { type Failure, FailureError } from '../../../lib/domain/failure.ts';
import { failureOf } from './connected.ts';

afterEach(() => vi.unstubAllGlobals());

const fails = (failure: Failure) => () => Promise.reject(new FailureError(failure));

describe('a change without an answer', () => {
  const lost: Failure[] = [
    { code: 'offline' },
    { code: 'timeout' },
    { code: 'malformed', status: 200 },
    { code: 'malformed' },
  ];

  it('is a success when the platform shows it', async () => {
    for (const failure of lost)
      expect(await sendAndConfirm({ send: fails(failure), look: async () => 'there' })).toBe('there');
    expect(
      await sendAndConfirm({ send: fails({ code: 'server', status: 502 }), look: async () => 'there' }),
    ).toBe('there');
  });

  it('has an unknown outcome when the platform does not show it, or cannot be asked', async () => {
    for (const failure of lost) {
      expect(await failureOf(sendAndConfirm({ send: fails(failure), look: async () => null }))).toEqual({
        code: 'outcome-unknown',
        detail: 'not-seen',
      });
      expect(
        await failureOf(sendAndConfirm({ send: fails(failure), look: fails({ code: 'offline' }) })),
      ).toEqual({
        code: 'outcome-unknown',
        detail: 'not-read',
      });
    }
  });

  it('is looked for again when the first looks are lost as well', async () => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      if (looks < 3) throw new FailureError({ code: 'offline' });
      return 'there';
    };
    expect(await sendAndConfirm({ send: fails({ code: 'offline' }), look })).toBe('there');
    expect(looks).toBe(3);
  });

  it('keeps the platform’s own failure where it gave one', async () => {
    const failure: Failure = { code: 'server', status: 500 };
    expect(await failureOf(sendAndConfirm({ send: fails(failure), look: async () => null }))).toEqual(
      failure,
    );
  });

  it('is sent once', async () => {
    const send = vi.fn(fails({ code: 'timeout' }));
    await failureOf(sendAndConfirm({ send, look: async () => null }));
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('a change that was answered', () => {
  const refusals: Failure[] = [
    { code: 'refused' },
    { code: 'wrong-pin' },
    { code: 'denied' },
    { code: 'not-found' },
    { code: 'rate-limited' },
    { code: 'server', status: 200 },
    { code: 'malformed', status: 404 },
  ];

  it('with success is not looked for', async () => {
    const look = vi.fn();
    expect(await sendAndConfirm({ send: async () => 1, look })).toBe(1);
    expect(look).not.toHaveBeenCalled();
  });

  it('with a refusal is a success all the same when the truth shows it: the browser may have sent it twice', async () => {
    for (const failure of refusals)
      expect(await sendAndConfirm({ send: fails(failure), look: async () => 'there' })).toBe('there');
  });

  it('with a refusal is that refusal when the truth does not show it, or cannot be read', async () => {
    for (const failure of refusals)
      for (const look of [async () => null, fails({ code: 'offline' })])
        expect(await failureOf(sendAndConfirm({ send: fails(failure), look }))).toEqual(failure);
  });

  it('is not looked for where nothing was sent', async () => {
    const look = vi.fn();
    for (const code of ['locked', 'not-connected', 'needs-sign-in', 'invalid-input'] as const)
      expect(await failureOf(sendAndConfirm({ send: fails({ code }), look }))).toEqual({ code });
    expect(look).not.toHaveBeenCalled();
  });

  it('is not even sent when the browser is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const send = vi.fn();
    expect(await failureOf(sendAndConfirm({ send, look: vi.fn() }))).toEqual({ code: 'offline' });
    expect(send).not.toHaveBeenCalled();
  });
});
