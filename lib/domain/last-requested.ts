/** Something that is read from the platform; the latest attempt may have failed. */
export interface Requested {
  /** Epoch ms; null: never read. */
  fetchedAt: number | null;
  failure: { at: number } | null;
}

/** Returns when something was last requested from the platform, successfully or not, in epoch ms; 0: never. */
export function lastRequestedAt(row: Requested | undefined): number {
  // A success removes the failure, so a failure is the later one, whatever the clock said.
  return row?.failure?.at ?? row?.fetchedAt ?? 0;
}
