import type { ProfileRef } from '../../domain/identity/keys.ts';
import { listConnections } from '../../store/connections.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';

/**
 * Returns the tokens that this browser uses: those of all accounts, as one account's may belong to a profile that
 * another account sees as well, and the own ones of the given profiles.
 */
export async function usedTokens(profiles: readonly ProfileRef[]): Promise<Set<string>> {
  const ids = [
    ...(await listConnections()).map(({ key }) => credentialIdOf(key)),
    ...profiles.map(({ connectionKey, profileKey }) => credentialIdOf(connectionKey, profileKey)),
  ];
  const values = await Promise.all(ids.map((id) => readCredential(id)));
  return new Set(values.filter((value) => value !== null));
}

/** The same of one profile, through whichever account it has a token of its own. */
export async function usedTokensOf({ profileKey }: ProfileRef): Promise<Set<string>> {
  const connections = await listConnections();
  return usedTokens(connections.map(({ key: connectionKey }) => ({ connectionKey, profileKey })));
}
