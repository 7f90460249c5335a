import { describe, expect, it } from 'vitest';
import { coalesceRead } from '../../../lib/async/coalesce-read.ts';

/** Reads that end when the test resolves them. */
function reads() {
  const begun: ((value: string) => void)[] = [];
  const work = () => new Promise<string>((resolve) => begun.push(resolve));
  return { begun, work };
}

const nothingUnderWay = () => new Promise((resolve) => setImmediate(resolve));

describe('a read', () => {
  it('under way is shared', async () => {
    const { begun, work } = reads();
    const both = [coalesceRead(['a'], 'share', work), coalesceRead(['a'], 'share', work)];
    expect(begun).toHaveLength(1);
    begun[0]!('now');
    expect(await Promise.all(both)).toEqual(['now', 'now']);
  });

  it('with "restart" begins after the one under way, and all that wait share it', async () => {
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

  it('starts although the previous one failed', async () => {
    const failing = coalesceRead(['c'], 'share', () => Promise.reject(new Error('no')));
    const next = coalesceRead(['c'], 'restart', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await coalesceRead(['c'], 'share', async () => 'again')).toBe('again');
  });

  it('with another key does not wait', async () => {
    const { work } = reads();
    void coalesceRead(['d'], 'share', work);
    expect(await coalesceRead(['e'], 'restart', async () => 'at once')).toBe('at once');
  });
});
