import { browser } from '../../browser.ts';
import { type ConsolePage, consoleUrl, isConsolePage } from '../../console/console-site.ts';
import { FailureError } from '../../domain/failure.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { getConnection } from '../../store/connections.ts';
import { switchProfile } from '../profiles/switch.ts';
import { bringConsole } from './follow.ts';

/**
 * Opens a page of the console for a profile. The profile becomes active first and, where allowed, the console is
 * switched to it. If that isn't possible now, nothing is opened and the session has the reason. Returns whether the
 * page was opened.
 */
export async function openConsole(request: ProfileRef & { page: ConsolePage }): Promise<{ opened: boolean }> {
  const ref = refOf(request);
  const connection = await getConnection(ref.connectionKey);
  if (!connection || !isConsolePage(request.page)) throw new FailureError({ code: 'not-found' });
  await switchProfile(ref);
  if (await bringConsole(ref)) return { opened: false };
  await browser.tabs.create({ url: consoleUrl(connection, request.page) });
  return { opened: true };
}
