import { noteTokenCopied } from '../../actions/tokens/copy.ts';
import { handle } from '../handle.ts';

/** Passwords are typed, and a new token's value is shown, in the options page and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

const tokens = () => import('../../actions/tokens/tokens.ts');

export function registerTokensHandlers(): void {
  handle('readTokens', async (data) => (await tokens()).readTokens(data));
  handle('createToken', async (data) => (await tokens()).createToken(data), OPTIONS);
  handle('noteTokenCopied', noteTokenCopied, OPTIONS);
  handle('revokeTokens', async (data) => (await tokens()).revokeTokens(data), OPTIONS);
  handle(
    'moveMintedToken',
    async (data) => (await import('../../actions/connect/move-token.ts')).moveMintedToken(data),
    OPTIONS,
  );
}
