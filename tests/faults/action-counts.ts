import type { Performed } from './ledger.ts';
import type { ActionName } from './script.ts';

/** What a page does by itself, without a message: its subject says whether it was done. */
const WITHOUT_REPLY: ReadonlySet<ActionName> = new Set<ActionName>(['export', 'filter', 'visit']);
/** An action that was tried this often, and never done, proves nothing. */
const MIN_ATTEMPTS = 30;

/** Counts how often each action was tried, and how often it was done. */
export class ActionCounts {
  private readonly actions = new Map<ActionName, { tried: number; done: number }>();

  add(performed: readonly Performed[]): void {
    for (const { do: action, reply, subject } of performed) {
      const isOwn = WITHOUT_REPLY.has(action);
      // There was nothing to do it with: no token, no member, no schedule.
      if (!isOwn && reply === null) continue;
      const isDone = isOwn ? subject !== '' : reply?.ok === true;
      this.count(action, { tried: 1, done: isDone ? 1 : 0 });
    }
  }

  addAll({ actions }: ActionCounts): void {
    for (const [action, counts] of actions) this.count(action, counts);
  }

  /** A sentence for each action that was tried often, and never done. */
  get neverDone(): string[] {
    return [...this.actions].flatMap(([action, { tried, done }]) =>
      tried >= MIN_ATTEMPTS && done === 0 ? [`${action} was never done in ${tried} attempts`] : [],
    );
  }

  toString(): string {
    return [...this.actions].map(([action, { tried, done }]) => `${action} ${done} of ${tried}`).join(', ');
  }

  private count(action: ActionName, { tried, done }: { tried: number; done: number }): void {
    const known = this.actions.get(action) ?? { tried: 0, done: 0 };
    this.actions.set(action, { tried: known.tried + tried, done: known.done + done });
  }
}
