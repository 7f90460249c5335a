import type { CopyFormat } from '../../domain/copy-formats/copy-format.ts';
import type { Result } from '../../domain/failure.ts';
import type { ProfileKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { SampleChanges } from '../../domain/samples/sample-changes.ts';
import type { TokenId } from '../../domain/tokens/token.ts';
import type { TokenUse } from '../../domain/tokens/token-choice.ts';

/** A code sample of the docs site, as the content script sends it. */
export interface DocsSample {
  /** The profile named on the button. Nothing is copied if another one is active by now. */
  profileKey: ProfileKey;
  text: string;
  /** HTTP method of the page's operation; null: it is read from the sample's text. */
  method: string | null;
  /** placeholders: fill those for a profile's token; complete: add header, host and id. */
  what: 'placeholders' | 'complete';
}

/** Describes what was put on the clipboard. Never contains the token. */
export interface CopiedSample extends SampleChanges {
  tokenName: string;
  permission: string;
  profileName: string;
}

/** A token to choose from, without its value. `fits`: its permission is sufficient for the sample. */
export interface OfferedToken extends TokenId {
  permission: string;
  fits: boolean;
  /** True for the token that is used when none is chosen. */
  isDefault: boolean;
}

/** What the copy window is opened to copy. `sample` null: the token alone, for reading. */
export interface CopyWindowRequest {
  profileKey: ProfileKey;
  sample: DocsSample | null;
  token: TokenId | null;
  /**
   * confirm: the person may not have seen what they clicked; token-alone: the same, for the token that the sample
   * needs; other-profile: a profile has to be chosen first; formats: as a tool's configuration.
   */
  reason: 'confirm' | 'token-alone' | 'other-profile' | 'formats';
}

/** The messages that the docs site's content script may send. No reply contains a token. */
export interface DocsProtocol {
  /** Copies a sample with a token of the active profile; null: its default for the sample's method. */
  copySample(request: DocsSample & { token: TokenId | null }): Result<CopiedSample>;
  /** Copies the active profile's token alone: its default for the sample's method; without a sample, for reading. */
  copyTokenAlone(request: { profileKey: ProfileKey; sample: DocsSample | null }): Result<CopiedSample>;
  /** Returns the active profile's tokens to choose from, without values. */
  offerTokens(request: DocsSample): Result<OfferedToken[]>;
  /** Opens the extension's copy window, which shows what is about to be copied and copies it. */
  openCopyWindow(request: CopyWindowRequest): Result<null>;
  /** Opens the popup, or a window with it where the browser doesn't allow that. */
  openSwitcher(): Result<null>;
  /** Opens the options page where a passphrase is set. */
  openSecurity(): Result<null>;
  /** Opens the active profile's tokens in the options page. */
  openTokens(): Result<null>;
  /** Turns off the dock; it can be turned on again in the settings. */
  closeDock(): Result<null>;
}

/** The copy that the copy window is open for. */
export interface PendingCopy {
  /**
   * Epoch ms, different for each request. The window's messages name it: by then the window may be open for another
   * one.
   */
  at: number;
  kind: 'sample' | 'token' | 'formats';
  /** Null: the person chooses it first. */
  profile: ProfileRef | null;
  token: TokenId | null;
}

/** What the copy window shows before copying. */
export interface CopyPreview {
  tokens: OfferedToken[];
  use: TokenUse;
  /** Hosts that the copied text sends the token to; empty for the token alone. */
  hosts: string[];
  /** See {@link SampleChanges}. */
  regionUnset: boolean;
  formats: CopyFormat[];
  /** A token with full permission has to be confirmed. */
  confirmsFull: boolean;
}

/** The copy window's messages. */
export interface CopyWindowProtocol {
  /** Opens the copy window for a profile's token as a tool's configuration; from the popup and the options page. */
  openCopyAs(request: ProfileRef & { token: TokenId | null }): Result<null>;
  pendingCopy(): Result<PendingCopy>;
  previewCopy(request: ProfileRef & { at: number; format: CopyFormat | null }): Result<CopyPreview>;
  /** `fullAccepted`: the person confirmed using a token with full permission. */
  copyPending(
    request: ProfileRef & {
      at: number;
      token: TokenId | null;
      format: CopyFormat | null;
      fullAccepted: boolean;
    },
  ): Result<CopiedSample>;
}
