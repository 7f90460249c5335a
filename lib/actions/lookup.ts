import { logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { JournalEntry } from '../domain/settings/settings.ts';
import { getConnection } from '../store/connections.ts';
import { addJournal } from '../store/journal.ts';
import { getProfile } from '../store/profiles.ts';

/** Returns a stored connection; throws `not-connected`. */
export async function connectionOf(key: ConnectionKey): Promise<Connection> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  return connection;
}

/** Returns a stored profile; throws `not-found`. */
export async function profileOf(ref: ProfileRef): Promise<Profile> {
  const profile = await getProfile(ref);
  if (!profile) throw new FailureError({ code: 'not-found' });
  return profile;
}

/** Returns a stored profile that the account owns; throws `not-allowed` for a shared one. */
export async function ownedProfile(ref: ProfileRef): Promise<Profile> {
  const profile = await profileOf(ref);
  if (profile.shared) throw new FailureError({ code: 'not-allowed', detail: 'ruleOwnerOnly' });
  return profile;
}

/**
 * Adds an entry about a profile or an account to the journal. `subject` names what was changed, never a secret. What was
 * done stays done when the entry can't be stored.
 */
export async function journal(
  what: JournalEntry['what'],
  about: { connectionKey: ConnectionKey; profileKey?: ProfileRef['profileKey'] },
  subject: string | null,
): Promise<void> {
  const { connectionKey, profileKey = null } = about;
  const entry = { at: Date.now(), what, connectionKey, profileKey, subject };
  await addJournal(entry).catch(logErrorsOf('journal'));
}

/** Returns the failure of an invalid input. `detail`: the message key of the rule that it breaks. */
export function brokenRule(field: string, detail: string): FailureError {
  return new FailureError({ code: 'invalid-input', field, detail });
}
