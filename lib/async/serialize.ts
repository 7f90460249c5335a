/** Runs work one at a time, in the order of the calls; what fails does not stop what follows. Not to be nested. */
export type Serialize = <T>(work: () => Promise<T>) => Promise<T>;

/** Returns a queue of its own. */
export function serializer(): Serialize {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
