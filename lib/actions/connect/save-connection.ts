import { abortConnection } from '../../calls/connection-queue.ts';
import { forgetAccepted } from '../../calls/verify-credential.ts';
import { logError, logErrorsOf } from '../../diagnostics/error-log.ts';
import {
  type AccountFacts,
  type Connection,
  type CredentialFacts,
  connectionFacts,
} from '../../domain/identity/connection.ts';
import {
  type ApiOrigin,
  type ConnectionKey,
  connectionKeyOf,
  type ProfileRef,
  platformIdOf,
  profileKeyOf,
} from '../../domain/identity/keys.ts';
import type { ProfileListItem } from '../../domain/profiles/profile.ts';
import { regionOf } from '../../domain/regions/region.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { withProfileRef } from '../../refresh/store-profile-list.ts';
import { getConnection, putConnectionChange, removeConnection } from '../../store/connections.ts';
import { replaceProfiles } from '../../store/profiles.ts';
import { restoreIfLost } from '../../store/recovery-copy.ts';
import { addRevocations, type RevocationRequest } from '../../store/revocations.ts';
import { updateActive } from '../../store/settings.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';
import { recordJournal } from '../record-journal.ts';
import { serializeConnectionChange } from './connection-changes.ts';

export interface NewConnection {
  origin: ApiOrigin;
  account: AccountFacts;
  profiles: ProfileListItem[];
  /** When the list of profiles was requested, epoch ms. */
  requestedAt: number;
  /** Stored in the vault; null: the connection uses the console's session. */
  token: string | null;
  credential: CredentialFacts;
}

/** The replaced token isn't revoked before this delay; saving takes less, since it calls nobody. */
const REVOCATION_DELAY_MS = MINUTE_MS;

export interface SavedConnection {
  key: ConnectionKey;
  /** Ids of the revocations of the token that was replaced. */
  revocations: string[];
}

/**
 * Stores a connection with its credential and profiles, all or nothing: a failure restores the previous state. A
 * known connection keeps its preferences, usage and history. An issued token that is replaced is recorded for
 * revocation first. If no profile is active, the first one becomes it.
 */
export function saveConnection(made: NewConnection): Promise<SavedConnection> {
  const key = connectionKeyOf(made.origin, made.account.accountId);
  return serializeConnectionChange(key, () => save(key, made));
}

async function save(key: ConnectionKey, made: NewConnection): Promise<SavedConnection> {
  // A database with an account isn't restored anymore once it was lost. A copy that can't be read keeps nobody out.
  await restoreIfLost(Date.now()).catch(logErrorsOf('restore the database'));
  const known = await getConnection(key);
  // One that can't be read now couldn't be restored either: nothing is replaced then.
  const oldToken = known ? await readCredential(credentialIdOf(key)) : null;

  const replaced = known?.credential.kind === 'issued' ? [revocationOf(known)] : [];
  // If saving fails, the token is found to be in use when its revocation is due, and is kept.
  const revocations = await addRevocations(replaced, REVOCATION_DELAY_MS);
  await putWithToken(connectionOf(key, made, known), made.token);
  // Requests in flight still use the old token; their refusal would say nothing about the new one.
  abortConnection(key);
  forgetAccepted(key);
  try {
    await replaceProfiles(
      key,
      made.profiles.map((row) => withProfileRef(key, row)),
      // A profile missing from the list may be a row that could not be parsed: the next refresh decides.
      { partial: known !== undefined, requestedAt: made.requestedAt },
    );
    await activateFirst(key, made);
  } catch (error) {
    await restore(key, known, oldToken);
    throw error;
  }
  const { email, accountName } = made.account;
  await recordJournal('connected', { connectionKey: key }, email || accountName);
  return { key, revocations };
}

/** Returns the request to revoke a connection's issued token. */
export function revocationOf({ key, origin, email, accountName, credential }: Connection): RevocationRequest {
  const { profileId, name, expiresAt } = credential;
  return {
    credentialId: credentialIdOf(key),
    origin,
    profileId,
    name,
    expiresAt,
    account: email || accountName,
  };
}

function connectionOf(
  key: ConnectionKey,
  { origin, account, credential }: NewConnection,
  known: Connection | undefined,
): Connection {
  return {
    key,
    origin,
    region: regionOf(origin),
    ...connectionFacts(account, known),
    accountId: platformIdOf(key),
    credential,
    failure: null,
    connectedAt: known?.connectedAt ?? Date.now(),
    refreshedAt: Date.now(),
  };
}

/** Stores a connection with its token in the vault; null: without one. */
async function putWithToken(connection: Connection, token: string | null): Promise<void> {
  const id = credentialIdOf(connection.key);
  if (token === null) await dropCredential(id, putConnectionChange(connection));
  else await storeCredential(id, token, putConnectionChange(connection));
}

/** If this fails too, the new token stays in use: connection and credential are replaced together. */
async function restore(
  key: ConnectionKey,
  known: Connection | undefined,
  oldToken: string | null,
): Promise<void> {
  try {
    if (known) await putWithToken(known, oldToken);
    else await removeConnection(key);
  } catch (error) {
    // The store fails altogether; the caller reports the original failure.
    logError('restore the connection', error);
  }
}

/** Activates a profile if none is active: preferably the token's own, which it certainly has access to. */
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
