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
  it('is not looked for', async () => {
    const look = vi.fn();
    expect(await sendAndConfirm({ send: async () => 1, look })).toBe(1);
    for (const failure of [
      { code: 'refused' },
      { code: 'wrong-password' },
      { code: 'denied' },
      { code: 'rate-limited' },
      { code: 'server', status: 200 },
      { code: 'malformed', status: 404 },
    ] as Failure[])
      expect(await failureOf(sendAndConfirm({ send: fails(failure), look }))).toEqual(failure);
    expect(look).not.toHaveBeenCalled();
  });

  it('is not even sent when the browser is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const send = vi.fn();
    expect(await failureOf(sendAndConfirm({ send, look: vi.fn() }))).toEqual({ code: 'offline' });
    expect(send).not.toHaveBeenCalled();
  });
});
