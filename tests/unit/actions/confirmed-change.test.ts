import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendAndConfirm } from '../../../lib/actions/confirmed-change.ts';
import { type Failure, FailureError } from '../../../lib/domain/failure.ts';
import { failureOf as rejectionOf } from './connected-account.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Awaits `work` without waiting for the pauses between its reads. */
async function withoutPauses<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, vi.runAllTimersAsync()]);
  return result;
}
const failureOf = (work: Promise<unknown>) => withoutPauses(rejectionOf(work));

const fails = (failure: Failure) => () => Promise.reject(new FailureError(failure));

describe('a change without a response', () => {
  const lost: Failure[] = [
    { code: 'offline' },
    { code: 'timeout' },
    { code: 'malformed', status: 200 },
    { code: 'malformed' },
    { code: 'server', status: 502 },
    { code: 'server', status: 504 },
  ];

  it('succeeded when the platform shows it', async () => {
    for (const failure of lost)
      expect(await sendAndConfirm({ send: fails(failure), look: async () => 'there' })).toBe('there');
  });

  it('has an unknown outcome when the platform does not show it or cannot be read', async () => {
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

  it('is any whose sending threw something unexpected', async () => {
    for (const error of [new RangeError('too deep'), new Error(), new DOMException('', 'AbortError'), null]) {
      const send = () => Promise.reject(error);
      const change = (look: () => Promise<string | null>) => withoutPauses(sendAndConfirm({ send, look }));
      expect(await change(async () => 'there')).toBe('there');
      expect(await rejectionOf(change(async () => null))).toEqual({
        code: 'outcome-unknown',
        detail: 'not-seen',
      });
      expect(await rejectionOf(change(() => Promise.reject(error)))).toEqual({
        code: 'outcome-unknown',
        detail: 'not-read',
      });
    }
  });

  it('is not one that a newer version’s store ended, but is looked for', async () => {
    const send = () => Promise.reject(new DOMException('', 'VersionError'));
    expect(await sendAndConfirm({ send, look: async () => 'there' })).toBe('there');
    await expect(sendAndConfirm({ send, look: async () => null })).rejects.toThrow(DOMException);
  });

  it('is looked for three times when the first reads fail too', async () => {
    let reads = 0;
    const look = async () => {
      reads += 1;
      if (reads < 3) throw new FailureError({ code: 'offline' });
      return 'there';
    };
    expect(await withoutPauses(sendAndConfirm({ send: fails({ code: 'offline' }), look }))).toBe('there');
    expect(reads).toBe(3);
  });

  it('keeps the failure that the platform returned', async () => {
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

describe('a change with a response', () => {
  const refusals: Failure[] = [
    { code: 'refused' },
    { code: 'wrong-pin' },
    { code: 'denied' },
    { code: 'not-found' },
    { code: 'rate-limited' },
    { code: 'server', status: 200 },
    { code: 'malformed', status: 404 },
    { code: 'invalid-input', status: 400 },
  ];

  it('is not looked for after a success', async () => {
    const look = vi.fn();
    expect(await sendAndConfirm({ send: async () => 1, look })).toBe(1);
    expect(look).not.toHaveBeenCalled();
  });

  it('succeeded despite a refusal when the platform shows it: the browser may have sent it twice', async () => {
    for (const failure of refusals)
      expect(await sendAndConfirm({ send: fails(failure), look: async () => 'there' })).toBe('there');
  });

  it('fails with the refusal when the platform does not show it or cannot be read', async () => {
    for (const failure of refusals)
      for (const look of [async () => null, fails({ code: 'offline' })])
        expect(await failureOf(sendAndConfirm({ send: fails(failure), look }))).toEqual(failure);
  });

  it('is not looked for when nothing was sent', async () => {
    const look = vi.fn();
    for (const code of ['locked', 'not-connected', 'needs-sign-in', 'invalid-input', 'policy'] as const)
      expect(await failureOf(sendAndConfirm({ send: fails({ code }), look }))).toEqual({ code });
    expect(look).not.toHaveBeenCalled();
  });

  it('is not sent when the browser is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const send = vi.fn();
    expect(await failureOf(sendAndConfirm({ send, look: vi.fn() }))).toEqual({ code: 'offline' });
    expect(send).not.toHaveBeenCalled();
  });
});
