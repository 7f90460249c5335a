import { isolate } from './text/foreign.ts';

/** Maximum number of journal entries; older ones are removed. */
export const JOURNAL_LIMIT = 2000;

/** What can have been done. */
const DONE_KINDS = [
  'connected',
  'disconnected',
  'switched',
  'token-copied',
  'token-created',
  'token-revoked',
  'token-moved',
  'profile-added',
  'profile-renamed',
  'profile-deleted',
  'profile-left',
  'logo-changed',
  'member-invited',
  'member-removed',
  'invitation-answered',
  'allocation-changed',
  'subscription-changed',
  'locked',
  'unlocked',
] as const;
export type DoneKind = (typeof DONE_KINDS)[number];

/** Of what was done, or not: that isn't known. */
export type UnknownKind = `${DoneKind}-unknown`;

/** What an entry of the journal can be about. */
export const JOURNAL_KINDS: readonly (DoneKind | UnknownKind)[] = DONE_KINDS.flatMap((kind) => [
  kind,
  `${kind}-unknown` as const,
]);

/** An entry of the extension's journal. `what` selects the sentence; `subject` names things, never a secret. */
export interface JournalEntry {
  id?: number;
  at: number;
  what: (typeof JOURNAL_KINDS)[number];
  connectionKey: string | null;
  profileKey: string | null;
  subject: string | null;
}

/** Returns true for the entry of something done that `unknown`, which began before, says isn't known. */
export function isEntryOfDone(entry: JournalEntry, unknown: JournalEntry): boolean {
  return (
    `${entry.what}-unknown` === unknown.what &&
    entry.connectionKey === unknown.connectionKey &&
    // Which profile was added isn't known before.
    (unknown.profileKey === null || entry.profileKey === unknown.profileKey) &&
    entry.subject === unknown.subject &&
    entry.at >= unknown.at
  );
}

/** Returns the subject of the entry of a renamed profile. */
export function renameSubject(before: string, name: string): string {
  return `${isolate(before)} → ${isolate(name)}`;
}
