import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limiterOf, type Purpose } from '../../../lib/async/limiter.ts';

describe('a limiter', () => {
  it('never runs more than its width, runs everything, and lets people go first', async () => {
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
              .run(async () => {
                busy += 1;
                begun.push(purpose);
                expect(busy).toBeLessThanOrEqual(width);
                await scheduler.schedule(Promise.resolve());
                busy -= 1;
                if (fails) throw new Error('job');
              }, purpose)
              .catch(() => {}),
          );
          await scheduler.waitFor(Promise.all(all));
          expect(begun).toHaveLength(jobs.length);
          // Whoever did not begin at once waited in a queue: there, all people before any refresh.
          const queued = begun.slice(width);
          expect(queued).toEqual([...queued].sort());
        },
      ),
    );
  });
});
