import type { ApiOrigin } from '../domain/identity/keys.ts';
import { read, write } from './transaction.ts';

/**
 * A request for a token of the extension's own: noted before it is sent, and kept until it is certain that no token
 * came of it but the one that is used. Without its answer the value of a token that it made is known to nobody.
 */
export interface TokenRequest {
  id: string;
  origin: ApiOrigin;
  profileId: string;
  /** The name asked for. */
  name: string;
  /** Epoch ms by this computer's clock. */
  sentAt: number;
  /** When it ended without an answer; null: it has not, or the worker died. */
  failedAt: number | null;
}

/** More than a person ever loses; older ones are dropped. */
const MAX_REQUESTS = 20;

export async function listTokenRequests(): Promise<TokenRequest[]> {
  return read(['settings'], async (transaction) => {
    const row = await transaction.objectStore('settings').get('tokenRequests');
    return row?.key === 'tokenRequests' ? row.requests : [];
  });
}

/** Changes what is noted. */
export async function updateTokenRequests(
  change: (requests: TokenRequest[]) => TokenRequest[],
): Promise<void> {
  await write(['settings'], async (transaction) => {
    const store = transaction.objectStore('settings');
    const row = await store.get('tokenRequests');
    const requests = change(row?.key === 'tokenRequests' ? row.requests : []);
    await store.put({ key: 'tokenRequests', requests: requests.slice(-MAX_REQUESTS) });
  });
}
