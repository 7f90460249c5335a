import { browser } from '../../browser.ts';
import { type ConsolePage, consoleUrl, isConsolePage } from '../../console/console-site.ts';
import { FailureError } from '../../domain/failure.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { getConnection } from '../../store/connections.ts';
import { switchProfile } from '../profiles/switch.ts';
import { bringConsole } from './follow.ts';

/**
 * Opens a page of a profile's console. The profile becomes the active one first, and the console follows where it
 * may; a console that can't be moved now stays closed, and its session says why. Returns whether it was opened.
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
