import { browser } from '../browser.ts';
import { noted } from '../diagnostics/error-log.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import {
  API_PATTERNS,
  type ConsoleOrigin,
  consoleRequest,
  movesSession,
  type SeenRequest,
  sessionTokenOf,
} from './console-site.ts';

export interface ConsoleEvents {
  /** The console sent its session token to its API. */
  tokenSeen(console: ConsoleOrigin, seen: { api: ApiOrigin; token: string }): Promise<void>;
  /** The console moved its session to another profile, or ended it. */
  sessionMoved(console: ConsoleOrigin): Promise<void>;
  /** The person let the extension follow a console, or took that back. */
  accessChanged(): Promise<void>;
}

/**
 * Registers what the console's requests are observed with. In the background's first turn. The browser shows the
 * extension no request of a console that it has no host permission for.
 */
export function watchConsole({ tokenSeen, sessionMoved, accessChanged }: ConsoleEvents): void {
  const filter = { urls: API_PATTERNS };
  browser.webRequest.onSendHeaders.addListener(
    (details) => {
      const request = consoleRequest(details as SeenRequest);
      const token = request && sessionTokenOf(details as SeenRequest);
      if (token) void tokenSeen(request.console, { api: request.api, token }).catch(noted('tokenSeen'));
    },
    filter,
    ['requestHeaders'],
  );
  browser.webRequest.onCompleted.addListener((details) => {
    const request = consoleRequest(details as SeenRequest);
    if (request && movesSession(details as SeenRequest))
      void sessionMoved(request.console).catch(noted('sessionMoved'));
  }, filter);
  const changed = () => void accessChanged().catch(noted('accessChanged'));
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  // An update of the extension forgets the scripts that it registered.
  browser.runtime.onInstalled.addListener(changed);
}
