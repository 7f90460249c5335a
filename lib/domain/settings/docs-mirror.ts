import type { FailureCode } from '../failure.ts';
import type { ProfileKey } from '../identity/keys.ts';
import type { Level } from '../usage/level.ts';

/** The key of `storage.local` under which content scripts find {@link DocsMirror}; absent: {@link NOT_CONNECTED}. */
export const DOCS_MIRROR_KEY = 'docsMirror';

/** The key under which they store about which obstacle they have shown a hint. */
export const DOCS_HINT_KEY = 'docsHint';

/** What content scripts, which can't read the store, may know. Never contains a secret. */
export interface DocsMirror {
  /** The active profile; null: there is none. */
  profile: MirroredProfile | null;
  /** Why no token can be copied; null: none of these reasons. */
  obstacle: DocsObstacle | null;
}

export type DocsObstacle =
  | Extract<FailureCode, 'not-connected' | 'no-profile' | 'needs-sign-in' | 'host-permission' | 'locked'>
  /** The organization requires a passphrase, and none is set. */
  | 'no-passphrase'
  /** The organization's policy has an error, which forbids everything. */
  | 'policy-invalid';

export const NOT_CONNECTED: DocsMirror = { profile: null, obstacle: 'not-connected' };

export interface MirroredProfile {
  profileKey: ProfileKey;
  /** With what disambiguates it from profiles of the same name. */
  name: string;
  /** `#rrggbb`, safe under white text. */
  colour: string;
  /** Null: nothing allocated, or not read yet. */
  level: Level | null;
}

/** The key of `storage.local` under which content scripts find {@link DocsSettings}. */
export const DOCS_SETTINGS_KEY = 'docsSettings';

/** Settings for the docs site; absent: everything is shown. */
export interface DocsSettings {
  dock: boolean;
  buttons: boolean;
}
