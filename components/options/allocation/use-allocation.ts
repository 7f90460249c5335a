import { useMemo, useState } from 'preact/hooks';
import {
  type Allocation,
  changesFrom,
  countChanges,
  type SavedAllocation,
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
  changes: Allocation;
  count: number;
  busy: boolean;
  failure: Failure | null;
  /** Puts limits of one service into the draft, by profile id. */
  put(service: string, limits: Record<string, number>): void;
  discard(service?: string): void;
  save(): Promise<'saved' | 'failed' | null>;
  /** What the last save here can take back; null: nothing. */
  undoable: { changes: Allocation; kept: number } | null;
  undo(): Promise<'saved' | 'failed' | null>;
  forgetUndo(): void;
}

/**
 * The draft of an account's allocation: what differs from the stored one, kept over a reload of the page. What
 * somebody else changes meanwhile shows through wherever nothing was typed here.
 */
export function useAllocation(connectionKey: ConnectionKey, stored: Allocation): AllocationEditor {
  const name = `allocation:${connectionKey}`;
  const [kept, keep] = useDraft(name, { wanted: '{}', saved: '' });
  const edits = useMemo(() => parsed<Allocation>(kept.wanted) ?? {}, [kept.wanted]);
  const saved = useMemo(() => parsed<SavedAllocation>(kept.saved), [kept.saved]);
  const send = useSend('saveAllocation');
  const [failed, setFailed] = useState<Failure | null>(null);

  const changes = useMemo(() => changesFrom(stored, edits), [stored, edits]);
  const draft = useMemo(() => withChanges(stored, changes), [stored, changes]);
  const undo = useMemo(() => saved && undoOf(saved, stored), [saved, stored]);

  const post = async (wanted: Allocation, next: SavedAllocation | null) => {
    setFailed(null);
    const result = await send.run({ connectionKey, changes: wanted });
    if (!result) return null;
    if (!result.ok) {
      setFailed(result.failure);
      return 'failed';
    }
    keep({ wanted: '{}', saved: next ? JSON.stringify(next) : '' });
    return 'saved';
  };
  return {
    draft,
    changes,
    count: countChanges(changes),
    busy: send.busy,
    failure: failed,
    put: (service, limits) => {
      // Two quick inputs may come before the next render: what was kept last counts.
      const before = parsed<Allocation>(readDraft<typeof kept>(name).wanted ?? '{}') ?? {};
      const wanted = Object.fromEntries(
        Object.entries(limits).map(([profileId, limit]) => [profileId, { [service]: limit }]),
      );
      setFailed(null);
      keep({ wanted: JSON.stringify(withChanges(before, wanted)) });
    },
    discard: (service) => {
      setFailed(null);
      keep({ wanted: service ? JSON.stringify(without(service, edits)) : '{}' });
    },
    save: () => post(changes, { saved: changes, before: pick(stored, changes) }),
    undoable: undo && countChanges(undo.changes) > 0 ? undo : null,
    undo: () => (undo ? post(undo.changes, null) : Promise.resolve(null)),
    forgetUndo: () => keep({ saved: '' }),
  };
}

function parsed<Value>(text: string): Value | null {
  try {
    return text ? (JSON.parse(text) as Value) : null;
  } catch {
    return null;
  }
}

function without(service: string, wanted: Allocation): Allocation {
  return Object.fromEntries(
    Object.entries(wanted).map(([profileId, { [service]: _, ...limits }]) => [profileId, limits]),
  );
}

/** The stored limits that a set of changes touches. */
function pick(stored: Allocation, changes: Allocation): Allocation {
  return Object.fromEntries(
    Object.entries(changes).map(([profileId, limits]) => [
      profileId,
      Object.fromEntries(Object.keys(limits).map((service) => [service, stored[profileId]?.[service] ?? 0])),
    ]),
  );
}
