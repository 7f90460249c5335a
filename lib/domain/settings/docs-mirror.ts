import type { ProfileKey } from '../identity/keys.ts';
import type { Level } from '../usage/level.ts';

/** The key of `storage.local` under which content scripts find {@link DocsMirror}; absent: not connected. */
export const DOCS_MIRROR_KEY = 'docsMirror';

/** All that a content script may know of the active profile; it cannot read the store. Never a secret. */
export interface DocsMirror {
  profileKey: ProfileKey;
  name: string;
  /** `#rrggbb`, safe under white text. */
  colour: string;
  /** Null: nothing allocated, or not read yet. */
  level: Level | null;
  /** The vault is locked, or the person has to sign in again: no token can be copied. */
  locked: boolean;
}

/** The key of `storage.local` under which content scripts find {@link DocsSettings}. */
export const DOCS_SETTINGS_KEY = 'docsSettings';

/** What a person wants to see on the docs site; absent: everything. */
export interface DocsSettings {
  dock: boolean;
  buttons: boolean;
}
