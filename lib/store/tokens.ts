import type { ProfileRef } from '../domain/identity/keys.ts';
import type { TokenFacts, TokenList } from '../domain/tokens/token.ts';
import { perProfileStore } from './per-profile.ts';

const store = perProfileStore('tokens', (ref) => ({ ...ref, tokens: [], fetchedAt: null, failure: null }));

export const getTokens: (ref: ProfileRef) => Promise<TokenList | undefined> = store.get;

/** Changes the metadata of a profile's tokens; an empty list when none was read yet. */
export async function updateTokens(
  ref: ProfileRef,
  change: (row: TokenList) => TokenList,
): Promise<TokenList | undefined> {
  return store.update(ref, (before) => {
    const after = change(before);
    return after === before ? before : { ...after, tokens: after.tokens.map(factsOnly) };
  });
}

/** Returns only the known properties: a row from the platform may contain the token's value. */
function factsOnly(token: TokenFacts): TokenFacts {
  return {
    name: token.name,
    createdAt: token.createdAt,
    permission: token.permission,
    createdBy: token.createdBy,
    expiresAt: token.expiresAt,
    lastAuthorizedAt: token.lastAuthorizedAt,
    ours: token.ours,
  };
}
