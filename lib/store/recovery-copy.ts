import type { Backup } from '../domain/backup/backup.ts';
import { readBackup } from '../domain/backup/parse-backup.ts';
import { isObject, isSame } from '../domain/json.ts';
import { BACKUP_STORES, backupOf, readRows } from './backup.ts';
import { importInTransaction } from './backup-import.ts';
import { type Payments, parsePayments, paymentsOf, restorePayments } from './billing.ts';
import {
  type IssuedTokens,
  issuedTokensOf,
  parseIssuedTokens,
  restoreIssuedTokens,
} from './issued-tokens.ts';
import { readRevocations } from './revocations.ts';
import { read, write } from './transaction.ts';

/**
 * A copy of the database without its secrets and without usage history, which the platform keeps. Chromium deletes a
 * database whose log it can't read: a full disk cuts off a record, what is written once there is space again follows
 * it, and at the next start of the browser the log counts as damaged.
 *
 * It is in the cache storage, whose entries are files of their own, which no content script can read.
 */
interface RecoveryCopy {
  /** A passphrase was set. */
  passphrase: boolean;
  backup: Backup;
  tokens: IssuedTokens;
  payments: Payments[];
}

interface StoredCopy extends RecoveryCopy {
  /** One more than that of the copy before: the time doesn't say which is newer when the clock was set back. */
  sequence: number;
}

/** A copy as far as it can be read. */
interface ReadCopy extends StoredCopy {
  /** Where the values stood that are left out because they are invalid, once for each of them. */
  invalid: readonly string[];
}

const CACHE = 'recovery-copy';
/**
 * Written in turn, so that a write that fails leaves the other. A cache takes no other addresses; nothing requests
 * them.
 */
const ADDRESSES = ['https://recovery-copy.invalid/1', 'https://recovery-copy.invalid/2'] as const;

/** What the copy is made of. */
const COPY_STORES = [...BACKUP_STORES, 'billing', 'vault'] as const;

const invalidListeners = new Set<(where: string) => void>();

/** Calls `listener` for each value that is left out of what is restored because it's invalid: a name from the code. */
export function onInvalidCopyValue(listener: (where: string) => void): void {
  invalidListeners.add(listener);
}

/** Brings the copy up to date. There is none when no account is connected and no token has to be revoked. */
export async function updateCopy(): Promise<void> {
  const rows = await read([...COPY_STORES], async (transaction) => {
    const settings = transaction.objectStore('settings');
    // A database that the browser has just lost says nothing of what the person has: the copy is restored into it.
    if ((await settings.get('created')) === undefined) return null;
    return Promise.all([
      readRows(transaction),
      readRevocations(settings),
      transaction.objectStore('billing').getAll(),
      transaction.objectStore('vault').get('key'),
    ]);
  });
  if (!rows) return;
  const [backupRows, revocations, billing, key] = rows;
  if (backupRows.connections.length === 0 && revocations.length === 0) {
    await caches.delete(CACHE);
    return;
  }
  await writeCopy({
    passphrase: key?.kind === 'passphrase',
    backup: backupOf(backupRows, []),
    tokens: issuedTokensOf(backupRows, revocations),
    payments: paymentsOf(billing),
  });
}

/** Replaces the stored copy if it differs. */
async function writeCopy(copy: RecoveryCopy): Promise<void> {
  const cache = await caches.open(CACHE);
  const copies = await storedCopies(cache);
  const newest = newestOf(copies);
  if (newest && isSame(contentOf(copy), contentOf(newest))) return;
  const address = newest && newest === copies[0] ? ADDRESSES[1] : ADDRESSES[0];
  const next: StoredCopy = { ...copy, sequence: (newest?.sequence ?? 0) + 1 };
  await cache.put(address, new Response(JSON.stringify(next)));
}

/** Returns the newest copy that can be read; null when there is none. */
export async function readCopy(): Promise<ReadCopy | null> {
  if (!(await hasCopy())) return null;
  return newestOf(await storedCopies(await caches.open(CACHE)));
}

async function hasCopy(): Promise<boolean> {
  try {
    return await caches.has(CACHE);
  } catch (error) {
    // The browser gives no cache storage to anybody, as Firefox may while it keeps no history.
    if (error instanceof DOMException && error.name === 'SecurityError') return false;
    throw error;
  }
}

function newestOf(copies: (ReadCopy | null)[]): ReadCopy | null {
  const readable = copies.filter((copy) => copy !== null);
  return readable.sort((a, b) => b.sequence - a.sequence)[0] ?? null;
}

/**
 * Fills a new database from the copy. Returns true if it did. The accounts come back without the value of their
 * credential: the person has to sign in to them again.
 */
export async function restoreIfLost(now: number): Promise<boolean> {
  const isKnown = await read(['settings'], async (transaction) =>
    transaction.objectStore('settings').getKey('created'),
  );
  if (isKnown !== undefined) return false;
  const copy = await readCopy();
  const isRestored = await write([...BACKUP_STORES, 'billing'], async (transaction, recordChange) => {
    const settings = transaction.objectStore('settings');
    if ((await settings.getKey('created')) !== undefined) return false;
    await settings.put({ key: 'created', at: now });
    // Without a copy, or with accounts, it is the database of a release that made no copies.
    if (!copy || (await transaction.objectStore('connections').count()) > 0) return false;
    await importInTransaction(transaction, recordChange, copy.backup, {
      mode: 'merge',
      now: writtenAt(copy.backup, now),
      loss: copy.passphrase ? 'database-with-passphrase' : 'database',
    });
    await restoreIssuedTokens(transaction, recordChange, copy.tokens);
    await restorePayments(transaction, recordChange, copy.payments);
    return true;
  });
  if (isRestored && copy)
    for (const where of copy.invalid) for (const listener of invalidListeners) listener(where);
  return isRestored;
}

/**
 * Returns when a copy was written: what another browser set since wins when settings are synced. A copy from a clock
 * that was ahead is as old as can be.
 */
function writtenAt({ createdAt }: Backup, now: number): number {
  const at = Date.parse(createdAt);
  return at > now ? 0 : at;
}

/** Without what differs between two copies of the same database. */
function contentOf({ passphrase, backup, tokens, payments }: RecoveryCopy) {
  return { passphrase, backup: { ...backup, createdAt: '' }, tokens, payments };
}

function storedCopies(cache: Cache): Promise<(ReadCopy | null)[]> {
  return Promise.all(
    ADDRESSES.map(async (address) => {
      const response = await cache.match(address);
      return response ? parseCopy(await response.text()) : null;
    }),
  );
}

/**
 * Reads a copy without the values that are invalid: what is wrong in one row, as of another release, costs no other.
 * Null when it is damaged as a whole.
 */
function parseCopy(text: string): ReadCopy | null {
  let copy: unknown;
  try {
    copy = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(copy)) return null;
  // Earlier releases wrote the active profile beside the backup.
  const parsed = readBackup(isObject(copy.backup) && { active: copy.active, ...copy.backup });
  if (!parsed.ok) return null;
  const invalid = [...parsed.invalid];
  return {
    sequence: Number.isSafeInteger(copy.sequence) ? Number(copy.sequence) : 0,
    passphrase: copy.passphrase === true,
    backup: parsed.backup,
    tokens: parseIssuedTokens(copy.tokens, invalid),
    payments: parsePayments(copy.payments, invalid),
    invalid,
  };
}
