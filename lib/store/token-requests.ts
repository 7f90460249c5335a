import type { ApiOrigin } from '../domain/identity/keys.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { read, write } from './transaction.ts';

/**
 * A request to issue an extension token: stored before it is sent, and kept until it is certain that it resulted in no
 * token but the used one. If the response is lost, nobody knows the value of the issued token.
 */
export interface TokenRequest {
  id: string;
  origin: ApiOrigin;
  profileId: string;
  /** The requested name of the token. */
  name: string;
  /** Epoch ms by this computer's clock. */
  sentAt: number;
  /** The same by the server's clock, as far as it was known. Missing: an older version stored it. */
  servedAt?: number;
  /** When it failed without a response; null: it didn't, or the worker was terminated. */
  failedAt: number | null;
}

/** Older ones are dropped. */
const MAX_REQUESTS = 20;

export async function listTokenRequests(): Promise<TokenRequest[]> {
  return read(['settings'], (transaction) => readRequests(transaction.objectStore('settings')));
}

/** Changes the stored requests. */
export async function updateTokenRequests(
  change: (requests: TokenRequest[]) => TokenRequest[],
): Promise<void> {
  await write(['settings'], async (transaction) => {
    const store = transaction.objectStore('settings');
    const requests = change(await readRequests(store));
    await store.put({ key: 'tokenRequests', requests: requests.slice(-MAX_REQUESTS) });
  });
}

async function readRequests(store: SettingsReader): Promise<TokenRequest[]> {
  return (await settingRow(store, 'tokenRequests'))?.requests ?? [];
}
