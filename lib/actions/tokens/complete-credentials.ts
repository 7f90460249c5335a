import type { ProfileRef } from '../../domain/identity/keys.ts';
import { missingCreationOf } from '../../domain/tokens/connected-with.ts';
import type { TokenRow } from '../../platform/tokens.ts';
import { listConnections, updateConnection } from '../../store/connections.ts';

/**
 * Stores when the tokens that accounts are connected with were created, where a profile's list shows what wasn't known.
 */
export async function completeCredentials(
  { profileKey }: ProfileRef,
  rows: readonly TokenRow[],
): Promise<void> {
  for (const listed of await listConnections()) {
    if (missingCreationOf(listed, profileKey, rows) === null) continue;
    await updateConnection(listed.key, (connection) => {
      // It may have been connected with another one since.
      const createdAt = missingCreationOf(connection, profileKey, rows);
      return createdAt === null
        ? connection
        : { ...connection, credential: { ...connection.credential, createdAt } };
    });
  }
}
