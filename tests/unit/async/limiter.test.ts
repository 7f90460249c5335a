import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limiterOf, type Purpose } from '../../../lib/async/limiter.ts';

describe('a limiter', () => {
  it('runs everything, never more than its limit at once, and requests by a person first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ purpose: fc.constantFrom<Purpose>('person', 'refresh'), fails: fc.boolean() }), {
          maxLength: 30,
        }),
        fc.scheduler(),
        async (width, jobs, scheduler) => {
          const limiter = limiterOf(width);
          let busy = 0;
          const begun: Purpose[] = [];
          const all = jobs.map(({ purpose, fails }) =>
            limiter
              .run(
                async () => {
                  busy += 1;
                  begun.push(purpose);
                  expect(busy).toBeLessThanOrEqual(width);
                  await scheduler.schedule(Promise.resolve());
                  busy -= 1;
                  if (fails) throw new Error('job');
                },
                () => purpose,
              )
              .catch(() => {}),
          );
          await scheduler.waitFor(Promise.all(all));
          expect(begun).toHaveLength(jobs.length);
          // Jobs that were queued: those of a person before any refresh.
          const queued = begun.slice(width);
          expect(queued).toEqual([...queued].sort());
        },
      ),
    );
  });

  it('runs a queued job before others once a person waits for it', async () => {
    const limiter = limiterOf(1);
    const begun: string[] = [];
    const purposes = new Map<string, Purpose>();
    const jobs = ['running', 'queued', 'wanted'].map((name) =>
      limiter.run(
        async () => void begun.push(name),
        () => purposes.get(name) ?? 'refresh',
      ),
    );
    purposes.set('wanted', 'person');
    await Promise.all(jobs);
    expect(begun).toEqual(['running', 'wanted', 'queued']);
  });
});
