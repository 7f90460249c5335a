import { connectToken, sendCode, signIn } from '../../actions/connect.ts';
import { disconnect } from '../../actions/disconnect.ts';
import { checkToken } from '../../actions/identify-token.ts';
import { generateProfileToken, pasteProfileToken } from '../../actions/profile-token.ts';
import { handle } from '../handle.ts';

/** Passwords and tokens are typed in the options page, and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

export function registerConnectHandlers(): void {
  handle('signIn', signIn, OPTIONS);
  handle('sendCode', sendCode, OPTIONS);
  handle('checkToken', checkToken, OPTIONS);
  handle('connectToken', connectToken, OPTIONS);
  handle('disconnect', disconnect, OPTIONS);
  handle('pasteProfileToken', pasteProfileToken, OPTIONS);
  handle('generateProfileToken', generateProfileToken, OPTIONS);
}
