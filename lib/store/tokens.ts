import type { ProfileRef } from '../domain/identity/keys.ts';
import type { TokenFacts, TokenList } from '../domain/tokens/token.ts';
import { perProfile } from './per-profile.ts';

const rows = perProfile('tokens', (ref) => ({ ...ref, tokens: [], fetchedAt: null, failure: null }));

export const listTokens: () => Promise<TokenList[]> = rows.list;
export const getTokens: (ref: ProfileRef) => Promise<TokenList | undefined> = rows.get;

/** Stores a profile's tokens' metadata; false when the profile is not stored any more. */
export async function putTokens(row: TokenList): Promise<boolean> {
  return (await updateTokens(row, () => row)) !== undefined;
}

/** Changes a profile's list (an empty one when none was read yet), e.g. to note a failure. */
export async function updateTokens(
  ref: ProfileRef,
  change: (row: TokenList) => TokenList,
): Promise<TokenList | undefined> {
  return rows.update(ref, (before) => {
    const after = change(before);
    return after === before ? before : { ...after, tokens: after.tokens.map(factsOnly) };
  });
}

/** A row straight from the platform carries the token's value: nothing but the known facts is stored. */
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
