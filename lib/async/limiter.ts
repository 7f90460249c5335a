/** Jobs that a person waits for run before those of a refresh. */
export type Purpose = 'person' | 'refresh';

/** Runs a limited number of jobs at a time and queues the others. */
export interface Limiter {
  /** `purpose` is asked when a job is chosen: a person may come to wait for one that is queued. */
  run<T>(job: () => Promise<T>, purpose: () => Purpose): Promise<T>;
}

/** Returns a limiter that runs at most `maxJobs` at a time. */
export function limiterOf(maxJobs: number): Limiter {
  const waiting: { begin: () => void; purpose: () => Purpose }[] = [];
  let busy = 0;

  const release = () => {
    const wanted = waiting.findIndex(({ purpose }) => purpose() === 'person');
    const [next] = waiting.splice(Math.max(0, wanted), 1);
    // The slot is handed on rather than freed, so that no new job takes it first.
    if (next) next.begin();
    else busy -= 1;
  };

  return {
    async run(job, purpose) {
      if (busy < maxJobs) busy += 1;
      else await new Promise<void>((begin) => waiting.push({ begin, purpose }));
      try {
        return await job();
      } finally {
        release();
      }
    },
  };
}
