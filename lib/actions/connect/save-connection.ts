import { abortConnection } from '../../calls/connection-queue.ts';
import { forgetAccepted } from '../../calls/verify-credential.ts';
import type { Connection, CredentialFacts } from '../../domain/identity/connection.ts';
import {
  type ApiOrigin,
  type ConnectionKey,
  connectionKeyOf,
  type ProfileRef,
  platformIdOf,
  profileKeyOf,
} from '../../domain/identity/keys.ts';
import type { ProfileListItem } from '../../domain/identity/profile.ts';
import { regionOf } from '../../domain/identity/region.ts';
import type { AccountFacts } from '../../platform/account.ts';
import { withProfileRef } from '../../refresh/targets.ts';
import { getConnection, putConnection, removeConnection } from '../../store/connections.ts';
import { addJournal } from '../../store/journal.ts';
import { replaceProfiles } from '../../store/profiles.ts';
import { updateActive } from '../../store/settings.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';

export interface NewConnection {
  origin: ApiOrigin;
  account: AccountFacts;
  profiles: ProfileListItem[];
  /** When they were asked for. */
  askedAt: number;
  /** What goes into the vault; null: the connection is reached with the console's session. */
  token: string | null;
  credential: CredentialFacts;
}

export interface SavedConnection {
  key: ConnectionKey;
  /** The credential before; null when the connection is new or its old token cannot be read. */
  before: { token: string; credential: CredentialFacts } | null;
}

/**
 * Stores a connection with its credential and profiles, all or nothing: after a failure everything is as it was.
 * One that is known already keeps its preferences, usage and history. The first profile becomes active when
 * there is none.
 */
export async function saveConnection(made: NewConnection): Promise<SavedConnection> {
  const key = connectionKeyOf(made.origin, made.account.accountId);
  const id = credentialIdOf(key);
  const known = await getConnection(key);
  const oldToken = known ? await readCredential(id).catch(() => null) : null;

  if (made.token === null) await dropCredential(id);
  else await storeCredential(id, made.token);
  // What is under way still uses the old token: its refusal would say nothing about the new one.
  abortConnection(key);
  forgetAccepted(key);
  try {
    await putConnection(connectionOf(key, made, known));
    await replaceProfiles(
      key,
      made.profiles.map((row) => withProfileRef(key, row)),
      // What a new sign-in does not list may be a row that was not understood: the next refresh decides.
      { partial: known !== undefined, askedAt: made.askedAt },
    );
  } catch (error) {
    await restore(key, known, oldToken);
    throw error;
  }
  await activateFirst(key, made);
  await addJournal({
    at: Date.now(),
    what: 'connected',
    connectionKey: key,
    profileKey: null,
    subject: made.account.email || made.account.accountName,
  });
  return { key, before: known && oldToken ? { token: oldToken, credential: known.credential } : null };
}

function connectionOf(
  key: ConnectionKey,
  { origin, account, credential }: NewConnection,
  known: Connection | undefined,
): Connection {
  const { blocked, accountId: _inKey, ...facts } = account;
  return {
    key,
    origin,
    region: regionOf(origin),
    accountId: platformIdOf(key),
    ...facts,
    credential,
    state: blocked ? 'blocked' : 'ok',
    failure: null,
    connectedAt: known?.connectedAt ?? Date.now(),
    refreshedAt: Date.now(),
  };
}

async function restore(
  key: ConnectionKey,
  known: Connection | undefined,
  oldToken: string | null,
): Promise<void> {
  const id = credentialIdOf(key);
  try {
    if (!known) await removeConnection(key);
    else await putConnection(known);
    if (oldToken === null) await dropCredential(id);
    else await storeCredential(id, oldToken);
  } catch {
    // The store fails altogether; the failure that led here is the one to report.
  }
}

/** The token's own profile comes first: it is the one that the token certainly reaches. */
async function activateFirst(
  key: ConnectionKey,
  { profiles, credential, origin }: NewConnection,
): Promise<void> {
  const first =
    profiles.find(({ id }) => id === credential.profileId) ??
    profiles.find(({ shared }) => !shared) ??
    profiles[0];
  if (!first) return;
  const ref: ProfileRef = { connectionKey: key, profileKey: profileKeyOf(origin, first.id) };
  await updateActive((stored) => (stored.active ? stored : { ...stored, active: ref }));
}
