import { useMemo, useRef, useState } from 'preact/hooks';
import {
  type Allocation,
  type LimitChange,
  type LimitConflict,
  limitOf,
  limitsOf,
  planUndo,
  withChanges,
} from '../../../lib/domain/billing/allocation.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';

interface Refused {
  conflicts: readonly LimitConflict[];
  changes: readonly LimitChange[];
}
const NOTHING_REFUSED: Refused = { conflicts: [], changes: [] };

interface InvalidLimit {
  profileId: string;
  service: string;
  text: string;
}

/** What is kept through a reload of the page. `saved`: the changes of the last save; null: nothing to undo. */
interface Typed {
  edits: readonly LimitChange[];
  invalid: readonly InvalidLimit[];
  saved: readonly LimitChange[] | null;
}
const NOTHING_TYPED: Typed = { edits: [], invalid: [], saved: null };

export interface AllocationEditor {
  /** The allocation as it will be after saving. */
  draft: Allocation;
  /** The limits that were changed. */
  changes: readonly LimitChange[];
  busy: boolean;
  failure: Failure | null;
  /** Limits that were changed elsewhere since they were typed: nothing was saved. */
  conflicts: readonly LimitConflict[];
  /** Sets limits of one service in the draft, by profile id. */
  setLimits(service: string, limits: Record<string, number>): void;
  /** What was typed for a limit and is no number: that limit isn't changed, and nothing is saved meanwhile. */
  invalid: readonly InvalidLimit[];
  setInvalid(limit: InvalidLimit): void;
  discard(service?: string): void;
  save(): Promise<'saved' | 'failed' | null>;
  /** Resolves conflicts: drops what was typed (or to be restored), or keeps it as a change of what is current now. */
  resolve(whose: 'theirs' | 'mine'): void;
  /** What of the last save can be undone; null: nothing. `kept`: limits that were changed again since, which stay. */
  undoable: { changes: LimitChange[]; kept: number } | null;
  /** Returns null if nothing is left to undo. */
  undo(): Promise<'saved' | 'failed' | null>;
}

/**
 * Returns the editor of an account's allocation. Its draft has what was typed, each limit with the one it replaces, and
 * survives a reload of the page. Changes made elsewhere appear wherever nothing was typed, and are never overwritten
 * without asking.
 */
export function useAllocation(connectionKey: ConnectionKey, fromStore: Allocation): AllocationEditor {
  const [stored, showSaved] = useWithSaved(fromStore);
  const [typed, changeTyped] = useDraft<Typed>(`allocation ${connectionKey}`, NOTHING_TYPED);
  const { edits, saved } = typed;
  // An entry for a profile that is gone has no field in which it could be corrected.
  const invalid = useMemo(
    () => typed.invalid.filter(({ profileId }) => stored[profileId]),
    [typed.invalid, stored],
  );
  const send = useSend('saveAllocation');
  const isMounted = useIsMounted();
  /** The changes of the last save, with those of them that conflict. */
  const [refused, setRefused] = useState(NOTHING_REFUSED);
  const { conflicts } = refused;

  const pending = useMemo(
    () => edits.filter((edit) => limitOf(stored, edit.profileId, edit.service) !== edit.to),
    [stored, edits],
  );
  const draft = useMemo(() => withChanges(stored, limitsOf(pending)), [stored, pending]);
  const undo = useMemo(() => saved && planUndo(saved, stored), [saved, stored]);

  const change = (next: (before: Typed) => Partial<Typed>) => {
    send.clear();
    setRefused(NOTHING_REFUSED);
    changeTyped(next);
  };
  const saveChanges = async (changes: LimitChange[], isUndo: boolean) => {
    setRefused(NOTHING_REFUSED);
    const result = await send.run({ connectionKey, changes });
    if (!result) return null;
    if (!result.ok) return 'failed';
    if (result.value.conflicts.length > 0) {
      setRefused({ conflicts: result.value.conflicts, changes });
      // Shown on the page, unless that was left or locked meanwhile.
      if (!isMounted()) announce(t('allocationConflictsTitle'), 'error');
      return 'failed';
    }
    showSaved(changes);
    // What a colleague had changed already isn't this save's to undo.
    changeTyped({ ...NOTHING_TYPED, saved: isUndo ? null : result.value.sent });
    return 'saved';
  };
  return {
    draft,
    changes: pending,
    busy: send.busy,
    failure: send.failure,
    conflicts,
    setLimits: (service, limits) =>
      change((before) => {
        const isOther = (edit: Place) => edit.service !== service || !(edit.profileId in limits);
        const fromOf = new Map(
          before.edits.flatMap((edit) =>
            edit.service === service ? [[edit.profileId, edit.from] as const] : [],
          ),
        );
        const next = Object.entries(limits).map(([profileId, to]): LimitChange => {
          // Replaces the current value, unless typing began before somebody changed it.
          const from = fromOf.get(profileId) ?? limitOf(stored, profileId, service);
          return { profileId, service, from, to };
        });
        return {
          // What is as it is stored is no change, also if somebody has changed it since typing began.
          edits: [
            ...before.edits.filter(isOther),
            ...next.filter((edit) => edit.to !== limitOf(stored, edit.profileId, service)),
          ],
          invalid: before.invalid.filter(isOther),
        };
      }),
    invalid,
    setInvalid: (limit) =>
      change((before) => {
        const isOther = (edit: Place) => !isAt(edit, limit.profileId, limit.service);
        return {
          edits: before.edits.filter(isOther),
          invalid: [...before.invalid.filter(isOther), limit],
        };
      }),
    discard: (service) =>
      change((before) => {
        const isOther = (edit: Place) => service !== undefined && edit.service !== service;
        return { edits: before.edits.filter(isOther), invalid: before.invalid.filter(isOther) };
      }),
    save: () => saveChanges(pending, false),
    resolve: (whose) => {
      const isOther = (edit: Place) =>
        !conflicts.some(({ profileId, service }) => isAt(edit, profileId, service));
      const mine = conflicts.flatMap(({ profileId, service, current, to }) =>
        current === null ? [] : { profileId, service, from: current, to },
      );
      change((before) => ({
        edits:
          whose === 'mine' ? [...refused.changes.filter(isOther), ...mine] : before.edits.filter(isOther),
      }));
    },
    undoable: undo && undo.changes.length > 0 ? undo : null,
    undo: () => (undo?.changes.length ? saveChanges(undo.changes, true) : Promise.resolve(null)),
  };
}

/**
 * Returns the stored allocation with what was just saved, until the page has read that from the store: what is typed in
 * between would be compared with the limits before. `showSaved`: adds what was just saved.
 */
function useWithSaved(fromStore: Allocation): [Allocation, (saved: readonly LimitChange[]) => void] {
  const latest = useRef(fromStore);
  latest.current = fromStore;
  const [saved, setSaved] = useState({ fromStore, changes: [] as readonly LimitChange[] });
  const stored = useMemo(
    () => (saved.fromStore === fromStore ? withChanges(fromStore, limitsOf(saved.changes)) : fromStore),
    [saved, fromStore],
  );
  return [stored, (changes) => setSaved({ fromStore: latest.current, changes })];
}

type Place = Pick<LimitChange, 'profileId' | 'service'>;

export function isAt(edit: Place, profileId: string, service: string): boolean {
  return edit.profileId === profileId && edit.service === service;
}
