import { describe, expect, it, vi } from 'vitest';
import { SingleFlight, singleFlight } from '../../../lib/async/single-flight.ts';

describe('a request', () => {
  it('under way is shared', async () => {
    let finish = (_value: number) => {};
    const work = vi.fn(
      () =>
        new Promise<number>((resolve) => {
          finish = resolve;
        }),
    );
    const both = [singleFlight(['a', 1], work), singleFlight(['a', 1], work)];
    finish(7);
    expect(await Promise.all(both)).toEqual([7, 7]);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('with another key, or after the first has ended, is sent', async () => {
    const work = vi.fn(async () => 7);
    await Promise.all([singleFlight(['a', 1], work), singleFlight(['a', 2], work)]);
    await singleFlight(['a', 1], work);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('can be repeated after a failure', async () => {
    await expect(singleFlight(['b'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await singleFlight(['b'], async () => 'ok')).toBe('ok');
  });
});

describe('idle', () => {
  it('resolves once all work has ended, including what began meanwhile and what failed', async () => {
    const work = new SingleFlight();
    const ends: (() => void)[] = [];
    const pending = () => new Promise<void>((resolve) => ends.push(resolve));
    void work.run('a', pending);
    const failing = work.run('b', () => Promise.reject(new Error('no'))).catch(() => {});
    let isIdle = false;
    const idle = work.idle().then(() => {
      isIdle = true;
    });
    await failing;
    void work.run('c', pending);
    ends[0]!();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isIdle).toBe(false);
    ends[1]!();
    await idle;
  });
});
