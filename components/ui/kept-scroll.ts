interface Position {
  shows: string;
  top: number;
}

/** By entry of the tab's history and name. Only in memory: a page that is loaded again begins at the top. */
const positions = new Map<string, Position>();

/**
 * Remembers how far something was scrolled, in px, in the present entry of the tab's history. `shows`: what was in it.
 */
export function keepScroll(name: string, shows: string, top: number): void {
  let entry = presentEntry();
  if (entry === undefined) {
    entry = crypto.randomUUID();
    history.replaceState({ ...history.state, entry }, '');
  }
  positions.set(`${entry} ${name}`, { shows, top });
}

/**
 * Returns how far something was scrolled when the present entry of the tab's history was left; 0 for an entry that is
 * new, or if something else was shown then.
 */
export function keptScroll(name: string, shows: string): number {
  const kept = positions.get(`${presentEntry()} ${name}`);
  return kept?.shows === shows ? kept.top : 0;
}

function presentEntry(): string | undefined {
  return (history.state as { entry?: string } | null)?.entry;
}
