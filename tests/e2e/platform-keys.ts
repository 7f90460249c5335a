import {
  type ApiOrigin,
  type ConnectionKey,
  connectionKeyOf,
  type ProfileRef,
  profileKeyOf,
} from '../../lib/domain/identity/keys.ts';

/** The API of the accounts that most tests connect. */
const US_EAST = 'https://api.us-e1.tago.io' as ApiOrigin;

/** Returns the key of an account of US East. */
export const accountKey = (accountId: string): ConnectionKey => connectionKeyOf(US_EAST, accountId);

/** Returns a profile through an account of US East. */
export const profileRef = (accountId: string, profileId: string): ProfileRef => ({
  connectionKey: accountKey(accountId),
  profileKey: profileKeyOf(US_EAST, profileId),
});
