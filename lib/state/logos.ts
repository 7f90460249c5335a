import { publicLogoAddress } from '../domain/profiles/logo-address.ts';
import { lazyCollection } from './lazy-signal.ts';

const rows = lazyCollection(
  'logos',
  (row) => row.address,
  (address) => address,
);

/** Returns the stored copy of a profile's logo as a `data:` address; null while there is none. */
export function logoPicture(logoUrl: string | null): string | null {
  const address = publicLogoAddress(logoUrl);
  return address === null ? null : (rows.value?.get(address)?.picture ?? null);
}
