import { browser } from '../browser.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import {
  API_PATTERNS,
  type ConsoleOrigin,
  consoleRequest,
  movesSession,
  type SeenRequest,
  sessionTokenOf,
} from './console-site.ts';
import { isFollowedTab } from './tabs.ts';

type RequestOfTab = SeenRequest & { tabId: number };

interface ConsoleEvents {
  /** The console sent its session token to its API. */
  tokenSeen(site: ConsoleOrigin, seen: { api: ApiOrigin; token: string }): Promise<void>;
  /** The console moved its session to another profile, or ended it. */
  sessionMoved(site: ConsoleOrigin): Promise<void>;
  /** The person granted or withdrew the permission to follow a console. */
  accessChanged(): Promise<void>;
}

/**
 * Registers the observers of the console's requests. Call it in the background's first turn. The browser reports only
 * requests of consoles that the extension has host permission for.
 */
export function watchConsole({ tokenSeen, sessionMoved, accessChanged }: ConsoleEvents): void {
  const filter = { urls: API_PATTERNS };
  const sent = async (seen: RequestOfTab) => {
    const request = consoleRequest(seen);
    const token = request && sessionTokenOf(seen);
    if (token && (await isFollowedTab(seen.tabId, { ifClosed: false })))
      await tokenSeen(request.console, { api: request.api, token });
  };
  const completed = async (seen: RequestOfTab) => {
    const request = consoleRequest(seen);
    // A tab that is closed by now may have been private: the session that is known is then read in vain.
    if (request && movesSession(seen) && (await isFollowedTab(seen.tabId, { ifClosed: true })))
      await sessionMoved(request.console);
  };
  browser.webRequest.onSendHeaders.addListener(
    (details) => void sent(details as RequestOfTab).catch(logErrorsOf('tokenSeen')),
    filter,
    ['requestHeaders'],
  );
  const ended = (details: unknown) =>
    void completed(details as RequestOfTab).catch(logErrorsOf('sessionMoved'));
  browser.webRequest.onCompleted.addListener(ended, filter);
  // The platform may have carried out a request whose response was lost.
  browser.webRequest.onErrorOccurred.addListener(ended, filter);
  const changed = () => void accessChanged().catch(logErrorsOf('accessChanged'));
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  // Registered content scripts are lost when the extension is updated.
  browser.runtime.onInstalled.addListener(changed);
  // Firefox doesn't report a policy that was changed while it was closed.
  browser.runtime.onStartup.addListener(changed);
}
