/** Runs work one at a time, in the order of the calls; a failure doesn't stop the next. Nesting calls deadlocks. */
type Serialize = <T>(work: () => Promise<T>) => Promise<T>;

/** Returns a new queue. */
export function serializer(): Serialize {
  const serialize = serializerByKey();
  return (work) => serialize('', work);
}

/** Returns queues by key: work runs one at a time with the work of the same key. A queue that is empty isn't kept. */
export function serializerByKey(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lasts = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (lasts.get(key) ?? Promise.resolve()).then(work);
    // A failure is the caller's; the work that follows runs all the same.
    const last = result
      .catch(() => {})
      .then(() => {
        if (lasts.get(key) === last) lasts.delete(key);
      });
    lasts.set(key, last);
    return result;
  };
}
