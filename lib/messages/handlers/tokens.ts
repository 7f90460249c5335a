import { noteTokenCopied } from '../../actions/copy.ts';
import { moveMintedToken } from '../../actions/move-token.ts';
import { createToken, readTokens, revokeTokens } from '../../actions/tokens.ts';
import { handle } from '../handle.ts';

/** Passwords are typed, and a new token's value is shown, in the options page and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

export function registerTokensHandlers(): void {
  handle('readTokens', readTokens);
  handle('createToken', createToken, OPTIONS);
  handle('noteTokenCopied', noteTokenCopied, OPTIONS);
  handle('revokeTokens', revokeTokens, OPTIONS);
  handle('moveMintedToken', moveMintedToken, OPTIONS);
}
