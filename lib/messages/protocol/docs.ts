import type { Result } from '../../domain/failure.ts';
import type { ProfileKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { TokenId } from '../../domain/identity/profile.ts';

/** A code sample of the docs site, as the content script sends it. */
export interface DocsSample {
  /** The profile that the button named: nothing is copied when another one is active by now. */
  profileKey: ProfileKey;
  /** The sample's text; where the token alone is wanted, it only tells what for. */
  text: string;
  /** `[start, end)` offsets into `text` where the token goes; none in a sample that is to be completed. */
  places: [number, number][];
  /** HTTP method of the page's operation; null: the sample's own text tells it, if anything does. */
  method: string | null;
  /** placeholders: fill the places; complete: add header, host and id; token: the token alone. */
  what: 'placeholders' | 'complete' | 'token';
}

/** What was put on the clipboard, in words; never the token. */
export interface CopiedSample {
  tokenName: string;
  permission: string;
  profileName: string;
  /** The sample named another region than the profile's, and names the profile's now. */
  hostChanged: boolean;
  /** It talks to another region than the profile's and could not be changed. */
  regionUnset: boolean;
  /** The profile's own id stands where the sample's path left it out. */
  idFilled: boolean;
}

/** A token to choose from: metadata alone. `fits`: its permission does for the sample's method. */
export interface OfferedToken extends TokenId {
  permission: string;
  fits: boolean;
  /** The one that is taken when none is chosen. */
  isDefault: boolean;
}

/** The few messages that the docs site's content script may send. No answer ever holds a token. */
export interface DocsProtocol {
  /** Copies a sample with a token of the active profile; null: its default for the sample's method. */
  copySample(data: DocsSample & { token: TokenId | null }): Result<CopiedSample>;
  /** The active profile's tokens to choose from, without values. */
  offerTokens(data: DocsSample): Result<OfferedToken[]>;
  /** "Another profile just this once": opens a page of the extension's own to choose it. */
  chooseProfile(data: DocsSample): Result<null>;
  /** Opens the popup, in a window of its own where the browser has no other way. */
  openSwitcher(): Result<null>;
  /** Opens the active profile's tokens in the options page. */
  openTokens(): Result<null>;
  /** Closes the dock for good (until the settings bring it back). */
  closeDock(): Result<null>;
}

/** What the page that chooses a profile asks; from the extension's own pages alone. */
export interface DocsPickProtocol {
  /** Copies the sample that waits, with this profile's token. */
  copyWaitingSample(data: ProfileRef): Result<CopiedSample>;
}
