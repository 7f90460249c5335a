let last: Promise<unknown> = Promise.resolve();

/** One change of the vault at a time: a lock never falls into the middle of a new passphrase. Not nested. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => {});
  return turn;
}
