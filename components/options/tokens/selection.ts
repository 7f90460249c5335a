/**
 * Returns the selection after a press on one row: it changes, and where the press extends from another row
 * (`from`), all rows between the two become what it becomes. `order` is the order on screen.
 */
export function toggled(
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
