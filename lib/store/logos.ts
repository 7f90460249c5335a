import type { LogoRow } from './schema.ts';
import { read, write } from './transaction.ts';

/** Returns every stored logo. */
export async function listLogos(): Promise<LogoRow[]> {
  return read(['logos'], (transaction) => transaction.objectStore('logos').getAll());
}

/** Returns the addresses of the stored logos, without reading their pictures. */
export async function listLogoAddresses(): Promise<string[]> {
  return read(['logos'], (transaction) => transaction.objectStore('logos').getAllKeys());
}

/** Stores a logo, or that there is none. */
export async function putLogo(row: LogoRow): Promise<void> {
  await write(['logos'], async (transaction, recordChange) => {
    await transaction.objectStore('logos').put(row);
    recordChange('logos', row.address);
  });
}

/** Removes the logos of addresses that no profile has anymore. */
export async function removeLogos(addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  await write(['logos'], async (transaction, recordChange) => {
    for (const address of addresses) {
      await transaction.objectStore('logos').delete(address);
      recordChange('logos', address);
    }
  });
}
