import type { FirstScreenName } from '../domain/first-screen/first-screen.ts';

/** Names that contexts of the extension share; `first-read.ts` uses them too, which loads nothing else. */

/** The person's data. */
export const DATABASE_NAME = 'profiles';
/** The example data of "Look around". */
export const EXAMPLE_DATABASE_NAME = 'profiles-example';
export type DatabaseName = typeof DATABASE_NAME | typeof EXAMPLE_DATABASE_NAME;

/** Returns the name of the channel on which a database's changes are published. */
export const changeChannelOf = (database: DatabaseName): string => `${database}-store`;

export const FIRST_SCREEN_PREFIX = 'firstScreen|';
/** Where the first rows of a screen are kept in `settings`. */
export const firstScreenKey = (name: FirstScreenName): FirstScreenKey => `${FIRST_SCREEN_PREFIX}${name}`;
export type FirstScreenKey = `${typeof FIRST_SCREEN_PREFIX}${FirstScreenName}`;

/**
 * Key in `storage.session` of a mark beside the vault's key, so that pages know whether the vault is open without
 * reading the key. Session storage is in memory and ends with the browser.
 */
export const VAULT_MARK = 'vaultOpen';
