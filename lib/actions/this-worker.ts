/** Distinguishes what this worker has stored from what an earlier one left. */
export const THIS_WORKER = crypto.randomUUID();
