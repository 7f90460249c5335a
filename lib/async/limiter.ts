/** Jobs that a person waits for run before those of a refresh. */
export type Purpose = 'person' | 'refresh';

/** Runs a limited number of jobs at a time and queues the others. */
export interface Limiter {
  run<T>(job: () => Promise<T>, purpose: Purpose): Promise<T>;
}

/** Returns a limiter that runs at most `maxJobs` at a time. */
export function limiterOf(maxJobs: number): Limiter {
  const waiting: Record<Purpose, (() => void)[]> = { person: [], refresh: [] };
  let busy = 0;

  const release = () => {
    const next = waiting.person.shift() ?? waiting.refresh.shift();
    // The slot is handed on rather than freed, so that no new job takes it first.
    if (next) next();
    else busy -= 1;
  };

  return {
    async run(job, purpose) {
      if (busy < maxJobs) busy += 1;
      else await new Promise<void>((resolve) => waiting[purpose].push(resolve));
      try {
        return await job();
      } finally {
        release();
      }
    },
  };
}
