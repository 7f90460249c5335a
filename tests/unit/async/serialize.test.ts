import { expect, it } from 'vitest';
import { serializer, serializerByKey } from '../../../lib/async/serialize.ts';

it('runs one task at a time, in order, and continues after a failure', async () => {
  const serialize = serializer();
  const log: string[] = [];
  const step = (name: string, fails = false) =>
    serialize(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([step('a'), step('b', true), step('c')]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('does not wait for another queue', async () => {
  const [one, other] = [serializer(), serializer()];
  void one(() => new Promise(() => {}));
  expect(await other(async () => 'at once')).toBe('at once');
});

it('runs work of one key in order, whatever fails, and doesn’t wait for other keys', async () => {
  const serialize = serializerByKey();
  void serialize('stuck', () => new Promise(() => {}));
  const log: string[] = [];
  const failing = serialize('a', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    log.push('first');
    throw new Error('first');
  });
  const next = serialize('a', async () => log.push('second'));
  await expect(failing).rejects.toThrow('first');
  await next;
  expect(log).toEqual(['first', 'second']);
  expect(await serialize('a', async () => 'later')).toBe('later');
});
