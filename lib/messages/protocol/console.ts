import type { ConsolePage } from '../../console/console-site.ts';
import type { Result } from '../../domain/failure.ts';
import type { ApiOrigin, ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';

export interface ConsoleProtocol {
  /**
   * Opens a page of the console for a profile, switching to it first; doesn't open it if the console can't be switched.
   */
  openConsole(request: ProfileRef & { page: ConsolePage }): Result<{ opened: boolean }>;
  /** For a console that wasn't switched: switches it and discards unsaved input, or leaves it. */
  settleConsole(request: ProfileRef & { follow: boolean }): Result<null>;
  /** Connects the account that is signed in to this API's console, using the console's session. */
  connectConsole(request: {
    origin: ApiOrigin;
    expected?: ConnectionKey;
  }): Result<{ connectionKey: ConnectionKey }>;
}
