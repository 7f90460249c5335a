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
import type { ProfileListItem } from '../../domain/profiles/profile.ts';
import { regionOf } from '../../domain/regions/region.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { AccountFacts } from '../../platform/account.ts';
import { withProfileRef } from '../../refresh/targets.ts';
import { getConnection, putConnection, removeConnection } from '../../store/connections.ts';
import { addJournal } from '../../store/journal.ts';
import { replaceProfiles } from '../../store/profiles.ts';
import { addRevocations, type RevocationRequest } from '../../store/revocations.ts';
import { updateActive } from '../../store/settings.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';
import { inConnectionTurn } from './connection-changes.ts';

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

/** Saving takes less, and asks nobody. */
const SAVE_TIME_MS = MINUTE_MS;

export interface SavedConnection {
  key: ConnectionKey;
  /** The issued token that it replaced, noted for its revocation. */
  revocations: string[];
}

/**
 * Stores a connection with its credential and profiles, all or nothing: after a failure everything is as it was.
 * One that is known already keeps its preferences, usage and history; an issued token that is replaced is noted for
 * its revocation before. The first profile becomes active when there is none.
 */
export function saveConnection(made: NewConnection): Promise<SavedConnection> {
  const key = connectionKeyOf(made.origin, made.account.accountId);
  return inConnectionTurn(key, () => save(key, made));
}

async function save(key: ConnectionKey, made: NewConnection): Promise<SavedConnection> {
  const id = credentialIdOf(key);
  const known = await getConnection(key);
  const oldToken = known ? await readCredential(id).catch(() => null) : null;

  const replaced = known?.credential.kind === 'issued' ? [revocationOf(known)] : [];
  // Should this fail, the token is found in use when its time comes, and stays.
  const revocations = await addRevocations(replaced, SAVE_TIME_MS);
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
  return { key, revocations };
}

/** What is noted of a connection's issued token that has to be revoked. */
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
