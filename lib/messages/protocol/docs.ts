import type { CopyFormat } from '../../domain/copy-formats/copy-format.ts';
import type { Result } from '../../domain/failure.ts';
import type { ProfileKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { TokenId } from '../../domain/tokens/token.ts';

/** A code sample of the docs site, as the content script sends it. */
export interface DocsSample {
  /** The profile that the button named: nothing is copied when another one is active by now. */
  profileKey: ProfileKey;
  text: string;
  /** HTTP method of the page's operation; null: it is read from the sample's own text, if that names one. */
  method: string | null;
  /** placeholders: fill those for a profile's token; complete: add header, host and id. */
  what: 'placeholders' | 'complete';
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
  /** The reference misspells this operation's path; the copy spells it right. */
  pathCorrected: boolean;
  /** Blanks of the path that are left to fill in. */
  blanks: string[];
}

/** A token to choose from: metadata alone. `fits`: its permission does for the sample's method. */
export interface OfferedToken extends TokenId {
  permission: string;
  fits: boolean;
  /** The one that is taken when none is chosen. */
  isDefault: boolean;
}

/** What the docs page asks the copy window to copy; null for a sample: the token alone. */
export interface CopyWindowRequest {
  profileKey: ProfileKey;
  sample: DocsSample | null;
  token: TokenId | null;
  /**
   * confirm: it cannot be known that the person saw the button; other-profile: one is to be chosen first;
   * formats: as a tool's configuration.
   */
  reason: 'confirm' | 'other-profile' | 'formats';
}

/** The messages that the docs site's content script may send. No reply ever holds a token. */
export interface DocsProtocol {
  /** Copies a sample with a token of the active profile; null: its default for the sample's method. */
  copySample(request: DocsSample & { token: TokenId | null }): Result<CopiedSample>;
  /** Copies the active profile's token alone: its default for the sample's method; without a sample, for reading. */
  copyTokenAlone(request: { profileKey: ProfileKey; sample: DocsSample | null }): Result<CopiedSample>;
  /** The active profile's tokens to choose from, without values. */
  offerTokens(request: DocsSample): Result<OfferedToken[]>;
  /** Opens the extension's own window, which says what is about to be copied and copies it from there. */
  openCopyWindow(request: CopyWindowRequest): Result<null>;
  /** Opens the popup, in a window of its own where the browser has no other way. */
  openSwitcher(): Result<null>;
  /** Opens the active profile's tokens in the options page. */
  openTokens(): Result<null>;
  /** Closes the dock for good (until the settings bring it back). */
  closeDock(): Result<null>;
}

/** What the copy window is opened for. */
export interface PendingCopy {
  kind: 'sample' | 'token' | 'formats';
  /** Null: the person chooses it first. */
  profile: ProfileRef | null;
  token: TokenId | null;
}

/** What the copy window shows of a copy before it is made. */
export interface CopyPreview {
  tokens: OfferedToken[];
  /** Hosts that the copied text sends the token to; none: it is the token alone. */
  hosts: string[];
  formats: CopyFormat[];
}

/** The copy window's messages. */
export interface CopyWindowProtocol {
  /** Opens the copy window for a profile's token as a tool's configuration; from the popup and the options page. */
  openCopyAs(request: ProfileRef & { token: TokenId | null }): Result<null>;
  pendingCopy(): Result<PendingCopy>;
  previewCopy(request: ProfileRef & { format: CopyFormat | null }): Result<CopyPreview>;
  /** `fullAccepted`: the person was shown that this token may do everything, and still wants it. */
  copyPending(
    request: ProfileRef & { token: TokenId | null; format: CopyFormat | null; fullAccepted: boolean },
  ): Result<CopiedSample>;
}
