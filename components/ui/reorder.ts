/** Returns a list with one of its items at an index among the others. */
export function withMoved<Item>(list: readonly Item[], item: Item, to: number): Item[] {
  const others = list.filter((one) => one !== item);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** Returns a list in the order after one of its items was put before or after another. */
export function orderAfterMove<Item>(
  list: readonly Item[],
  moved: Item,
  target: Item,
  side: 'before' | 'after',
): Item[] {
  const at = list.filter((item) => item !== moved).indexOf(target);
  return withMoved(list, moved, side === 'after' ? at + 1 : at);
}
