import type { Failure } from './failure.ts';
import type { ApiOrigin, ConnectionKey, ProfileKey, ProfileRef } from './identity/keys.ts';

/** Why the console is not in the profile that it was asked to follow to. */
export type ConsoleProblem =
  /** Tabs of the console hold input that is not saved; nothing was moved. */
  | { kind: 'unsaved'; tabs: number; target: ProfileRef }
  /** The platform refused, or the outcome is not known; the session is where it was read to be. */
  | { kind: 'failed'; failure: Failure; target: ProfileRef };

/** Where the console's session is. Never the token. */
export interface ConsoleSession {
  api: ApiOrigin;
  /** Of the account that is signed in to the console; it need not be connected here. */
  connectionKey: ConnectionKey;
  accountName: string;
  email: string;
  profileKey: ProfileKey;
  profileName: string;
  /** Epoch ms. */
  readAt: number;
  problem: ConsoleProblem | null;
}

/** How the console stands to the active profile. */
export type ConsolePlace = 'here' | 'other-profile' | 'other-account';

export function consolePlace(session: ConsoleSession, active: ProfileRef): ConsolePlace {
  if (session.connectionKey !== active.connectionKey) return 'other-account';
  return session.profileKey === active.profileKey ? 'here' : 'other-profile';
}
