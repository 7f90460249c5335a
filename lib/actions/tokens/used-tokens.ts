import { connectionToken } from '../../calls/call.ts';
import type { Connection } from '../../domain/identity/connection.ts';
import type { ProfileRef } from '../../domain/identity/keys.ts';
import { listConnections } from '../../store/connections.ts';
import { listRowsOfProfile } from '../../store/profiles.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';

/**
 * Returns the tokens that this browser uses: those of all accounts (also the console's session), as one account's may
 * belong to a profile that another account sees as well, and the own ones of the given profiles.
 */
export async function usedTokens(profiles: readonly ProfileRef[]): Promise<Set<string>> {
  return valuesOf(await listConnections(), profiles);
}

/**
 * Returns the tokens that this browser uses, with those that this profile has of its own, through whichever account.
 */
export async function usedTokensOf({ profileKey }: ProfileRef): Promise<Set<string>> {
  const connections = await listConnections();
  return usedTokens(connections.map(({ key: connectionKey }) => ({ connectionKey, profileKey })));
}

/** Returns those of {@link usedTokensOf} that are never offered for copying: all but what a person pasted. */
export async function ownTokensOf({ profileKey }: ProfileRef): Promise<Set<string>> {
  const [connections, profiles] = await Promise.all([listConnections(), listRowsOfProfile(profileKey)]);
  return valuesOf(
    connections.filter(({ credential }) => credential.kind !== 'pasted'),
    profiles.filter(({ ownCredential }) => ownCredential === 'issued'),
  );
}

async function valuesOf(
  connections: readonly Connection[],
  profiles: readonly ProfileRef[],
): Promise<Set<string>> {
  const values = await Promise.all([
    ...connections.map(connectionToken),
    ...profiles.map(({ connectionKey, profileKey }) =>
      readCredential(credentialIdOf(connectionKey, profileKey)),
    ),
  ]);
  return new Set(values.filter((value) => value !== null));
}
