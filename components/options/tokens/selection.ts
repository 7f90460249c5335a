/**
 * Returns the selection after a row's checkbox was toggled; with `from`, the row toggled before, all rows between the
 * two get the same state. `order` is the order on screen.
 */
export function toggleSelection(
  chosen: ReadonlySet<string>,
  order: readonly string[],
  id: string,
  from: string | null,
): Set<string> {
  const after = new Set(chosen);
  const select = !chosen.has(id);
  const [a, b] = [order.indexOf(from ?? id), order.indexOf(id)];
  const pressed = a < 0 || b < 0 ? [id] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
  for (const one of pressed) {
    if (select) after.add(one);
    else after.delete(one);
  }
  return after;
}
