/** What decides when a profile's history is read. */
export interface HistoryTurn {
  isActive: boolean;
  /** When it was last read, epoch ms; null: not lately, and it isn't known when. */
  readAt: number | null;
}

/**
 * Returns profiles in the order in which their history is read: the active one, then by turns the longest due of those
 * read lately and any of the others. Neither can take all the requests of a run: of the others some may fail each time,
 * and with thousands of profiles those read lately would fill every run. `random`: a number from 0 to 1.
 */
export function historyOrder<Profile extends HistoryTurn>(
  profiles: readonly Profile[],
  random: () => number = Math.random,
): Profile[] {
  const others = profiles.filter(({ isActive }) => !isActive);
  const lately = others.filter(({ readAt }) => readAt !== null).sort((a, b) => a.readAt! - b.readAt!);
  const notLately = others
    .filter(({ readAt }) => readAt === null)
    .map((profile) => ({ profile, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ profile }) => profile);
  const alternating = Array.from({ length: Math.max(lately.length, notLately.length) }, (_, index) => [
    ...lately.slice(index, index + 1),
    ...notLately.slice(index, index + 1),
  ]);
  return [...profiles.filter(({ isActive }) => isActive), ...alternating.flat()];
}
