import type { ConsolePage } from '../../console/console-site.ts';
import type { Result } from '../../domain/failure.ts';
import type { ApiOrigin, ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';

export interface ConsoleProtocol {
  /** Opens a page of the profile's console, switching to the profile first; not while the console can't be moved. */
  openConsole(request: ProfileRef & { page: ConsolePage }): Result<{ opened: boolean }>;
  /** The console stayed behind: brings it to the profile after all, discarding unsaved input, or leaves it. */
  settleConsole(request: ProfileRef & { follow: boolean }): Result<null>;
  /** Connects the account that is signed in to the console of this API, with the console's own session. */
  connectConsole(request: {
    origin: ApiOrigin;
    expected?: ConnectionKey;
  }): Result<{ connectionKey: ConnectionKey }>;
}
