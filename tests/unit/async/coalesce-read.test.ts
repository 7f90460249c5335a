import { describe, expect, it } from 'vitest';
import { coalesceRead } from '../../../lib/async/coalesce-read.ts';

/** A read whose result comes on demand. */
function reads() {
  const begun: ((value: string) => void)[] = [];
  const work = () => new Promise<string>((resolve) => begun.push(resolve));
  return { begun, work };
}

const nothingUnderWay = () => new Promise((resolve) => setImmediate(resolve));

describe('a read', () => {
  it('that is under way is shared by whoever may share it', async () => {
    const { begun, work } = reads();
    const both = [coalesceRead(['a'], 'share', work), coalesceRead(['a'], 'share', work)];
    expect(begun).toHaveLength(1);
    begun[0]!('now');
    expect(await Promise.all(both)).toEqual(['now', 'now']);
  });

  it('after a change begins after it, and those who wait share it', async () => {
    const { begun, work } = reads();
    const old = coalesceRead(['b'], 'share', work);
    const fresh = [coalesceRead(['b'], 'restart', work), coalesceRead(['b'], 'restart', work)];
    await nothingUnderWay();
    expect(begun).toHaveLength(1);
    begun[0]!('old');
    expect(await old).toBe('old');
    await nothingUnderWay();
    expect(begun).toHaveLength(2);
    begun[1]!('new');
    expect(await Promise.all(fresh)).toEqual(['new', 'new']);
  });

  it('that failed does not stop the next one', async () => {
    const failing = coalesceRead(['c'], 'share', () => Promise.reject(new Error('no')));
    const next = coalesceRead(['c'], 'restart', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await coalesceRead(['c'], 'share', async () => 'again')).toBe('again');
  });

  it('of another thing waits for nobody', async () => {
    const { work } = reads();
    void coalesceRead(['d'], 'share', work);
    expect(await coalesceRead(['e'], 'restart', async () => 'at once')).toBe('at once');
  });
});
