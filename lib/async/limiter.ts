/** What a person waits for goes before what a refresh does. */
export type Purpose = 'person' | 'refresh';

/** Runs so many jobs at a time and keeps the others waiting. */
export interface Limiter {
  run<T>(job: () => Promise<T>, purpose: Purpose): Promise<T>;
}

/** A limiter of `width` jobs at a time. A job that throws frees its place like any other. */
export function limiterOf(width: number): Limiter {
  const waiting: Record<Purpose, (() => void)[]> = { person: [], refresh: [] };
  let busy = 0;

  const release = () => {
    const next = waiting.person.shift() ?? waiting.refresh.shift();
    // The place is handed on rather than freed, so that nobody slips in between.
    if (next) next();
    else busy -= 1;
  };

  return {
    async run(job, purpose) {
      if (busy < width) busy += 1;
      else await new Promise<void>((resolve) => waiting[purpose].push(resolve));
      try {
        return await job();
      } finally {
        release();
      }
    },
  };
}
