import { handle } from '../handle.ts';

/** Passwords and tokens are typed in the options page, and nowhere else. */
const OPTIONS = { pages: ['options'] } as const;

const connect = () => import('../../actions/connect/connect.ts');
const profileToken = () => import('../../actions/connect/profile-token.ts');

export function registerConnectHandlers(): void {
  handle('signIn', async (data) => (await connect()).signIn(data), OPTIONS);
  handle('sendCode', async (data) => (await connect()).sendCode(data), OPTIONS);
  handle(
    'checkToken',
    async (data) => (await import('../../actions/connect/identify-token.ts')).checkToken(data),
    OPTIONS,
  );
  handle('connectToken', async (data) => (await connect()).connectToken(data), OPTIONS);
  handle(
    'disconnect',
    async (data) => (await import('../../actions/connect/disconnect.ts')).disconnect(data),
    OPTIONS,
  );
  handle('pasteProfileToken', async (data) => (await profileToken()).pasteProfileToken(data), OPTIONS);
  handle('generateProfileToken', async (data) => (await profileToken()).generateProfileToken(data), OPTIONS);
}
