import type { ProfileKey } from '../identity/keys.ts';
import type { Level } from '../usage/level.ts';

/** The key of `storage.local` under which content scripts find {@link DocsMirror}; absent: not connected. */
export const DOCS_MIRROR_KEY = 'docsMirror';

/** What content scripts, which can't read the store, may know about the active profile. Never contains a secret. */
export interface DocsMirror {
  profileKey: ProfileKey;
  /** With what disambiguates it from profiles of the same name. */
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

/** Settings for the docs site; absent: everything is shown. */
export interface DocsSettings {
  dock: boolean;
  buttons: boolean;
}
