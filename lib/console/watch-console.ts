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

interface ConsoleEvents {
  /** The console sent its session token to its API. */
  tokenSeen(console: ConsoleOrigin, seen: { api: ApiOrigin; token: string }): Promise<void>;
  /** The console moved its session to another profile, or ended it. */
  sessionMoved(console: ConsoleOrigin): Promise<void>;
  /** The person granted or withdrew the permission to follow a console. */
  accessChanged(): Promise<void>;
}

/**
 * Registers the observers of the console's requests. Call it in the background's first turn. The browser reports only
 * requests of consoles that the extension has host permission for.
 */
export function watchConsole({ tokenSeen, sessionMoved, accessChanged }: ConsoleEvents): void {
  const filter = { urls: API_PATTERNS };
  browser.webRequest.onSendHeaders.addListener(
    (details) => {
      const request = consoleRequest(details as SeenRequest);
      const token = request && sessionTokenOf(details as SeenRequest);
      if (token) void tokenSeen(request.console, { api: request.api, token }).catch(logErrorsOf('tokenSeen'));
    },
    filter,
    ['requestHeaders'],
  );
  browser.webRequest.onCompleted.addListener((details) => {
    const request = consoleRequest(details as SeenRequest);
    if (request && movesSession(details as SeenRequest))
      void sessionMoved(request.console).catch(logErrorsOf('sessionMoved'));
  }, filter);
  const changed = () => void accessChanged().catch(logErrorsOf('accessChanged'));
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
  // Registered content scripts are lost when the extension is updated.
  browser.runtime.onInstalled.addListener(changed);
}
