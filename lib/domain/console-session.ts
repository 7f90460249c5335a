import type { Failure } from './failure.ts';
import type { ApiOrigin, ConnectionKey, ProfileKey, ProfileRef } from './identity/keys.ts';

/** Why the console could not be switched to a profile. */
export type ConsoleProblem =
  /**
   * Tabs of the console have unsaved input. Nothing was moved; or, if the session is at the target, the tabs weren't
   * reloaded.
   */
  | { kind: 'unsaved'; tabs: number; target: ProfileRef }
  /** The platform refused: the session is where it was last read. Or the outcome is unknown: see `moved`. */
  | { kind: 'failed'; failure: Failure; target: ProfileRef };

/** The account and profile of a console's session. Never contains the token. */
export interface ConsoleSession {
  api: ApiOrigin;
  /** The account that is signed in to the console; it may have no connection. */
  connectionKey: ConnectionKey;
  accountName: string;
  email: string;
  profileKey: ProfileKey;
  profileName: string;
  /** Epoch ms. */
  readAt: number;
  /** It may have been moved since, and where to wasn't read yet: the profile is the one before. */
  moved?: true;
  /**
   * It was moved away from a profile that is being removed, and its tabs show that profile until the end: by which
   * worker.
   */
  reloadDue?: string;
  problem: ConsoleProblem | null;
}

/** Whether the console is in the active profile, in another one, in an unknown one, or signed in to another account. */
export type ConsolePlace = 'here' | 'other-profile' | 'unknown' | 'other-account';

export function consolePlace(session: ConsoleSession, active: ProfileRef): ConsolePlace {
  if (session.connectionKey !== active.connectionKey) return 'other-account';
  if (session.moved) return 'unknown';
  return session.profileKey === active.profileKey ? 'here' : 'other-profile';
}
