import type { Performed } from './ledger.ts';
import type { ActionName } from './script.ts';
import { Tally } from './tally.ts';

/** What a page does by itself, without a message: its subject says whether it was done. */
const WITHOUT_REPLY: ReadonlySet<ActionName> = new Set<ActionName>(['export', 'filter', 'visit']);
/** An action that was tried this often, and never done, proves nothing. */
const MIN_ATTEMPTS = 30;

/** Counts how often each action was tried, and how often it was done. */
export class ActionCounts extends Tally {
  add(performed: readonly Performed[]): void {
    for (const { do: action, reply, subject } of performed) {
      const isOwn = WITHOUT_REPLY.has(action);
      // There was nothing to do it with: no token, no member, no schedule.
      if (!isOwn && reply === null) continue;
      this.countOne(action, isOwn ? subject !== '' : reply?.ok === true);
    }
  }

  /** A sentence for each action that was tried often, and never done. */
  get neverDone(): string[] {
    return this.failedAlways(MIN_ATTEMPTS).map(
      ({ name, attempts }) => `${name} was never done in ${attempts} attempts`,
    );
  }
}
