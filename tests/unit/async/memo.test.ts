import { describe, expect, it } from 'vitest';
import { Memo } from '../../../lib/async/memo.ts';

describe('a memo', () => {
  it('creates its value once, also for concurrent callers', async () => {
    let made = 0;
    const memo = new Memo(async () => ++made);
    expect(await Promise.all([memo.get(), memo.get()])).toEqual([1, 1]);
    expect(await memo.get()).toBe(1);
  });

  it('does not keep a failure', async () => {
    let made = 0;
    const memo = new Memo(async () => {
      if (++made === 1) throw new Error('not yet');
      return made;
    });
    await expect(memo.get()).rejects.toThrow('not yet');
    expect(await memo.get()).toBe(2);
  });

  it('creates a new value after the old one was taken or forgotten, and an old value cannot forget a newer one', async () => {
    const forgets: (() => void)[] = [];
    const memo = new Memo(async (forget) => forgets.push(forget));
    expect(await memo.get()).toBe(1);
    expect(await memo.take()).toBe(1);
    expect(memo.take()).toBeNull();
    expect(await memo.get()).toBe(2);
    forgets[0]!();
    expect(await memo.get()).toBe(2);
    forgets[1]!();
    expect(await memo.get()).toBe(3);
  });
});
