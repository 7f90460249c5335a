import { describe, expect, it } from 'vitest';
import { reading } from '../../../lib/actions/coalesced-read.ts';

/** A read whose answer comes when told. */
function reads() {
  const begun: ((value: string) => void)[] = [];
  const work = () => new Promise<string>((resolve) => begun.push(resolve));
  return { begun, work };
}

const nothingUnderWay = () => new Promise((resolve) => setImmediate(resolve));

describe('a read', () => {
  it('that is under way is shared by whoever may join', async () => {
    const { begun, work } = reads();
    const both = [reading(['a'], 'join', work), reading(['a'], 'join', work)];
    expect(begun).toHaveLength(1);
    begun[0]!('now');
    expect(await Promise.all(both)).toEqual(['now', 'now']);
  });

  it('after a change begins after it, and those who wait share it', async () => {
    const { begun, work } = reads();
    const old = reading(['b'], 'join', work);
    const fresh = [reading(['b'], 'afresh', work), reading(['b'], 'afresh', work)];
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
    const failing = reading(['c'], 'join', () => Promise.reject(new Error('no')));
    const next = reading(['c'], 'afresh', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await reading(['c'], 'join', async () => 'again')).toBe('again');
  });

  it('of another thing waits for nobody', async () => {
    const { work } = reads();
    void reading(['d'], 'join', work);
    expect(await reading(['e'], 'afresh', async () => 'at once')).toBe('at once');
  });
});
