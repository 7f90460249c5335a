import type { Connection } from '../domain/identity/connection.ts';
import { refId } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { type RecordChange, read, type TransactionWith, write } from './transaction.ts';

/** What is known of a token that was issued to the extension, without its value. */
export type RevocableToken = Pick<
  Revocation,
  'origin' | 'profileId' | 'profileName' | 'name' | 'account' | 'expiresAt'
>;

/** A token to revoke. */
export type RevocationRequest = RevocableToken & {
  /** Id of the credential with its sealed value. */
  credentialId: string;
};

/** Returns the request to revoke the token that was issued for a profile. */
export function revocationOfProfile(
  { origin, email, accountName }: Connection,
  profile: Profile,
): RevocationRequest {
  const facts = { profileId: profile.id, profileName: profile.name, name: null, expiresAt: null };
  return { credentialId: refId(profile), origin, account: email || accountName, ...facts };
}

export const REVOCATION_PREFIX = 'revocation|';

export async function listRevocations(): Promise<Revocation[]> {
  return read(['settings'], (transaction) => readRevocations(transaction.objectStore('settings')));
}

/** Records tokens to revoke after `delayMs`, with a copy of their sealed values. Returns the revocations' ids. */
export async function addRevocations(
  requests: readonly RevocationRequest[],
  delayMs: number,
): Promise<string[]> {
  if (requests.length === 0) return [];
  return write(['credentials', 'settings'], (transaction, recordChange) =>
    recordRevocations(transaction, recordChange, requests, delayMs),
  );
}

/**
 * Records tokens to revoke as {@link addRevocations} does, in the caller's transaction. A token whose sealed value is
 * missing is recorded too.
 */
export async function recordRevocations(
  transaction: TransactionWith<'credentials' | 'settings'>,
  recordChange: RecordChange,
  requests: readonly RevocationRequest[],
  delayMs = 0,
): Promise<string[]> {
  if (requests.length === 0) return [];
  const credentials = transaction.objectStore('credentials');
  const settings = transaction.objectStore('settings');
  const revocations = await readRevocations(settings);
  const ids: string[] = [];
  for (const { credentialId, ...token } of requests) {
    const revocation = newRevocation(token, delayMs);
    const { id } = revocation;
    const record = await credentials.get(credentialId);
    // A sealed record opens only for the id it was sealed for, and a locked vault can't seal it again.
    if (record) await credentials.put({ ...record, id, sealedFor: record.sealedFor ?? record.id });
    revocations.push(revocation);
    ids.push(id);
  }
  await settings.put({ key: 'revocations', revocations });
  recordChange('settings', 'revocations');
  return ids;
}

/** Returns the revocation of a token, due after `delayMs`. */
export function newRevocation(token: RevocableToken, delayMs: number): Revocation {
  const id = `${REVOCATION_PREFIX}${crypto.randomUUID()}`;
  const now = Date.now();
  return { ...token, id, createdAt: now, attempts: 0, dueAt: now + delayMs, failure: null };
}

/** Changes a revocation; null removes it with its sealed value. */
export async function updateRevocation(
  id: string,
  change: (revocation: Revocation) => Revocation | null,
): Promise<void> {
  await write(['credentials', 'settings'], async (transaction, recordChange) => {
    const settings = transaction.objectStore('settings');
    const revocations = await readRevocations(settings);
    const before = revocations.find((one) => one.id === id);
    if (!before) return;
    const after = change(before);
    if (after === null) await transaction.objectStore('credentials').delete(id);
    const rest = revocations.flatMap((one) => (one === before ? (after ?? []) : one));
    await settings.put({ key: 'revocations', revocations: rest });
    recordChange('settings', 'revocations');
  });
}

/** Reads them in the caller's transaction. */
export async function readRevocations(settings: SettingsReader): Promise<Revocation[]> {
  return (await settingRow(settings, 'revocations'))?.revocations ?? [];
}
