import { connectionToken } from '../../calls/call.ts';
import type { ProfileRef } from '../../domain/identity/keys.ts';
import { listConnections } from '../../store/connections.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';

/**
 * Returns the tokens that this browser uses: those of all accounts (also the console's session), as one account's may
 * belong to a profile that another account sees as well, and the own ones of the given profiles.
 */
export async function usedTokens(profiles: readonly ProfileRef[]): Promise<Set<string>> {
  const values = await Promise.all([
    ...(await listConnections()).map(connectionToken),
    ...profiles.map(({ connectionKey, profileKey }) =>
      readCredential(credentialIdOf(connectionKey, profileKey)),
    ),
  ]);
  return new Set(values.filter((value) => value !== null));
}

/** The same of one profile, through whichever account it has a token of its own. */
export async function usedTokensOf({ profileKey }: ProfileRef): Promise<Set<string>> {
  const connections = await listConnections();
  return usedTokens(connections.map(({ key: connectionKey }) => ({ connectionKey, profileKey })));
}
