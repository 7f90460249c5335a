import { type ProfileRef, refOf, sameRef } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { isSameAddress } from '../domain/team.ts';
import { appendEntry } from './journal.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { read, type TransactionWith, write } from './transaction.ts';

/**
 * An invitation that is canceled in order to send a new one: stored before it is canceled, and kept until the new one
 * was sent, or the person knows that it wasn't.
 */
export interface CanceledInvitation extends ProfileRef {
  /** Of the invited person. */
  accountId: string;
  email: string;
  /** When it had been sent, by the platform's clock, epoch ms; null: the platform doesn't say. */
  since: number | null;
  /** When it was stored, epoch ms. */
  at: number;
}

export async function listCanceledInvitations(): Promise<CanceledInvitation[]> {
  return read(['settings'], (transaction) => readRow(transaction.objectStore('settings')));
}

/** Whom an invitation is for, as far as it is known. */
type Invited = Partial<Pick<CanceledInvitation, 'accountId' | 'email'>>;

/** Stores a canceled invitation, in place of an earlier one of the same person to the same profile. */
export async function addCanceledInvitation(invitation: CanceledInvitation): Promise<void> {
  const { accountId, email, since, at } = invitation;
  await write(['settings'], (transaction) =>
    replace(transaction, invitation, invitation, [{ ...refOf(invitation), accountId, email, since, at }]),
  );
}

/**
 * Removes a person's canceled invitation to a profile, if there is one: it isn't sent again by itself anymore. `entry`:
 * what became of it, added to the journal in the same transaction, or a worker that is terminated in between would make
 * two of it.
 */
export async function removeCanceledInvitation(
  ref: ProfileRef,
  person: Invited,
  entry: JournalEntry | null = null,
): Promise<void> {
  await write(['settings', 'journal'], async (transaction, recordChange) => {
    await replace(transaction, ref, person, []);
    if (entry) await appendEntry(transaction, recordChange, entry);
  });
}

/** Returns true for the entry of an invitation that is still to be sent again. In the caller's transaction. */
export async function hasCanceledInvitation(store: SettingsReader, entry: JournalEntry): Promise<boolean> {
  const { what, connectionKey, profileKey, subject } = entry;
  if (what !== 'member-invited-unknown') return false;
  return (await readRow(store)).some(
    (one) =>
      one.connectionKey === connectionKey &&
      one.profileKey === profileKey &&
      isFor(one, { email: subject ?? '' }),
  );
}

async function replace(
  transaction: TransactionWith<'settings'>,
  ref: ProfileRef,
  person: Invited,
  by: readonly CanceledInvitation[],
): Promise<void> {
  const store = transaction.objectStore('settings');
  const before = await readRow(store);
  const others = before.filter((one) => !(sameRef(one, ref) && isFor(one, person)));
  if (others.length === before.length && by.length === 0) return;
  await store.put({ key: 'canceledInvitations', invitations: [...others, ...by] });
}

async function readRow(store: SettingsReader): Promise<CanceledInvitation[]> {
  return (await settingRow(store, 'canceledInvitations'))?.invitations ?? [];
}

function isFor(invitation: CanceledInvitation, { accountId, email }: Invited): boolean {
  if (accountId === invitation.accountId) return true;
  return email !== undefined && isSameAddress(invitation.email, email);
}
