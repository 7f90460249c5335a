/** Runs work one at a time, in the order of the calls; a failure doesn't stop the next. Nesting calls deadlocks. */
export type Serialize = <T>(work: () => Promise<T>) => Promise<T>;

/** Returns a new queue. */
export function serializer(): Serialize {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
}
