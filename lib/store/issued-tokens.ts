import { isTime, readRows } from '../domain/backup/read-rows.ts';
import { type Connection, type CredentialLoss, credentialLossOf } from '../domain/identity/connection.ts';
import { isKey, isOrigin } from '../domain/identity/key-rule.ts';
import { isObject } from '../domain/json.ts';
import type { BackupRows } from './backup.ts';
import { newRevocation, type RevocableToken, readRevocations, revocationOfProfile } from './revocations.ts';
import type { RecordChange, TransactionWith } from './transaction.ts';

/** What was known of an account's credential, never its value. */
type Credential = Pick<Connection, 'key' | 'credential'>;

/**
 * The tokens of a database, without their values. TagoIO accepts an issued one until it is revoked, also when this
 * browser lost it.
 */
export interface IssuedTokens {
  credentials: Credential[];
  /** Those that had to be revoked, and those of single profiles. */
  tokens: RevocableToken[];
}

/** Returns what these rows say of tokens, field by field: what is added to a row later is not in it by accident. */
export function issuedTokensOf(
  { connections, profiles }: Pick<BackupRows, 'connections' | 'profiles'>,
  revocations: readonly RevocableToken[],
): IssuedTokens {
  const ofProfiles = profiles.flatMap((profile) => {
    const connection = connections.find(({ key }) => key === profile.connectionKey);
    return profile.ownCredential === 'issued' && connection ? [revocationOfProfile(connection, profile)] : [];
  });
  return {
    credentials: connections.map(({ key, credential }) => ({ key, credential })),
    tokens: [...revocations, ...ofProfiles].map(issuedToken),
  };
}

/**
 * Puts back, in the caller's transaction, what was known of the tokens that a new database has lost: to be revoked by
 * hand at once, or when the account is disconnected or signed in to again. An account that was connected through the
 * console has lost nothing: it goes on with the console's session, unless a passphrase was lost too, which a
 * connection that still works wouldn't show.
 */
export async function restoreIssuedTokens(
  transaction: TransactionWith<'connections' | 'settings'>,
  recordChange: RecordChange,
  { credentials, tokens }: IssuedTokens,
): Promise<void> {
  const connections = transaction.objectStore('connections');
  for (const { key, credential } of credentials) {
    const connection = await connections.get(key);
    if (connection) await connections.put(withCredential(connection, credential));
  }
  if (tokens.length === 0) return;
  const settings = transaction.objectStore('settings');
  // Since the loss, a sign-in may have recorded its token.
  const revocations = await readRevocations(settings);
  for (const token of tokens) revocations.push(newRevocation(token, 0));
  await settings.put({ key: 'revocations', revocations });
  recordChange('settings', 'revocations');
}

function issuedToken({
  origin,
  profileId,
  profileName,
  name,
  account,
  expiresAt,
}: RevocableToken): RevocableToken {
  return { origin, profileId, ...(profileName && { profileName }), name, account, expiresAt };
}

function withCredential(connection: Connection, credential: Connection['credential']): Connection {
  if (credential.kind !== 'console') return { ...connection, credential };
  const { failure } = connection;
  if (!failure || credentialLossOf(connection) === 'database-with-passphrase') return connection;
  const detail: CredentialLoss = 'session';
  return { ...connection, credential, failure: { ...failure, failure: { ...failure.failure, detail } } };
}

/**
 * Reads what a copy holds, without the invalid rows, which are added to `invalid`; a copy of a release that didn't have
 * it holds none.
 */
export function parseIssuedTokens(value: unknown, invalid: string[]): IssuedTokens {
  const { credentials, tokens } = isObject(value) ? value : {};
  return {
    credentials: readRows(credentials ?? [], 'credentials', readCredential, invalid),
    tokens: readRows(tokens ?? [], 'tokens', readToken, invalid),
  };
}

function readCredential({ key, credential }: Record<string, unknown>): Credential | null {
  const isValid =
    isKey(key) &&
    isObject(credential) &&
    ['issued', 'pasted', 'console'].includes(credential.kind as string) &&
    isNullOr(isString, credential.name) &&
    isNullOr(isString, credential.profileId) &&
    isNullOr(isTime, credential.expiresAt);
  return isValid ? ({ key, credential } as unknown as Credential) : null;
}

function readToken(row: Record<string, unknown>): RevocableToken | null {
  const isValid =
    isOrigin(row.origin) &&
    isNullOr(isString, row.profileId) &&
    (row.profileName === undefined || isString(row.profileName)) &&
    isNullOr(isString, row.name) &&
    isString(row.account) &&
    isNullOr(isTime, row.expiresAt);
  return isValid ? issuedToken(row as unknown as RevocableToken) : null;
}

/** The platform's names have no maximum length. */
function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isNullOr(isValid: (value: unknown) => boolean, value: unknown): boolean {
  return value === null || isValid(value);
}
