import { useMemo, useState } from 'preact/hooks';
import {
  type Allocation,
  type LimitChange,
  type LimitConflict,
  limitsOf,
  undoOf,
  withChanges,
} from '../../../lib/domain/billing/allocation.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { readDraft, useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';

export interface AllocationEditor {
  /** As it would be after saving. */
  draft: Allocation;
  count: number;
  busy: boolean;
  failure: Failure | null;
  /** Limits that were changed elsewhere since they were typed: nothing was saved. */
  conflicts: readonly LimitConflict[];
  /** Puts limits of one service into the draft, by profile id. */
  put(service: string, limits: Record<string, number>): void;
  discard(service?: string): void;
  save(): Promise<'saved' | 'failed' | null>;
  /** Drops what was typed where it was changed elsewhere, or takes the limits there as what it was typed over. */
  resolve(whose: 'theirs' | 'mine'): void;
  /** What the last save here can take back; null: nothing. */
  undoable: { changes: LimitChange[]; kept: number } | null;
  undo(): Promise<'saved' | 'failed' | null>;
}

/**
 * Returns the draft of an account's allocation: what was typed, each limit with the one it replaces, kept over a
 * reload of the page. What somebody else changes meanwhile shows through wherever nothing was typed here, and is
 * never overwritten without asking.
 */
export function useAllocation(connectionKey: ConnectionKey, stored: Allocation): AllocationEditor {
  const name = `allocation:${connectionKey}`;
  const [kept, keep] = useDraft(name, { edits: '[]', saved: '' });
  const edits = useMemo(() => parsed<LimitChange[]>(kept.edits) ?? [], [kept.edits]);
  const saved = useMemo(() => parsed<LimitChange[]>(kept.saved), [kept.saved]);
  const send = useSend('saveAllocation');
  const [failed, setFailed] = useState<Failure | null>(null);
  const [conflicts, setConflicts] = useState<readonly LimitConflict[]>([]);

  const open = useMemo(
    () => edits.filter(({ profileId, service, to }) => (stored[profileId]?.[service] ?? 0) !== to),
    [stored, edits],
  );
  const draft = useMemo(() => withChanges(stored, limitsOf(open)), [stored, open]);
  const undo = useMemo(() => saved && undoOf(saved, stored), [saved, stored]);

  const keepEdits = (next: readonly LimitChange[]) => {
    setFailed(null);
    setConflicts([]);
    keep({ edits: JSON.stringify(next) });
  };
  const post = async (changes: LimitChange[], next: LimitChange[] | null) => {
    setFailed(null);
    setConflicts([]);
    const result = await send.run({ connectionKey, changes });
    if (!result) return null;
    if (!result.ok) {
      setFailed(result.failure);
      return 'failed';
    }
    if (result.value.conflicts.length > 0) {
      setConflicts(result.value.conflicts);
      return 'failed';
    }
    keep({ edits: '[]', saved: next ? JSON.stringify(next) : '' });
    return 'saved';
  };
  return {
    draft,
    count: open.length,
    busy: send.busy,
    failure: failed,
    conflicts,
    put: (service, limits) => {
      // Two quick inputs may come before the next render: what was kept last counts.
      const before = parsed<LimitChange[]>(readDraft<typeof kept>(name).edits ?? '[]') ?? [];
      const others = before.filter((edit) => edit.service !== service || !(edit.profileId in limits));
      const next = Object.entries(limits).map(([profileId, to]): LimitChange => {
        const earlier = before.find((edit) => isAt(edit, profileId, service));
        // Typed over the current value, unless typing began before somebody changed that.
        return { profileId, service, from: earlier?.from ?? stored[profileId]?.[service] ?? 0, to };
      });
      keepEdits([...others, ...next.filter(({ from, to }) => from !== to)]);
    },
    discard: (service) => keepEdits(service ? edits.filter((edit) => edit.service !== service) : []),
    save: () => post(open, open),
    resolve: (whose) =>
      keepEdits(
        edits.flatMap((edit) => {
          const conflict = conflicts.find(({ profileId, service }) => isAt(edit, profileId, service));
          if (!conflict) return edit;
          return whose === 'theirs' || conflict.present === null ? [] : { ...edit, from: conflict.present };
        }),
      ),
    undoable: undo && undo.changes.length > 0 ? undo : null,
    undo: () => (undo ? post(undo.changes, null) : Promise.resolve(null)),
  };
}

function isAt(edit: LimitChange, profileId: string, service: string): boolean {
  return edit.profileId === profileId && edit.service === service;
}

function parsed<Value>(text: string): Value | null {
  try {
    return text ? (JSON.parse(text) as Value) : null;
  } catch {
    return null;
  }
}
