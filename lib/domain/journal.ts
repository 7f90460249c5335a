/** Maximum number of journal entries; older ones are removed. */
export const JOURNAL_LIMIT = 2000;

/** What an entry of the journal can be about. */
export const JOURNAL_KINDS = [
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

/** An entry of the extension's journal. `what` selects the sentence; `subject` names things, never a secret. */
export interface JournalEntry {
  id?: number;
  at: number;
  what: (typeof JOURNAL_KINDS)[number];
  connectionKey: string | null;
  profileKey: string | null;
  subject: string | null;
}
