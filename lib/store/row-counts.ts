import { database } from './database.ts';
import { read } from './transaction.ts';

/** Returns the number of rows of each store. */
export async function countRows(): Promise<Record<string, number>> {
  const names = [...(await database()).objectStoreNames];
  return read(names, async (transaction) =>
    Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, await transaction.objectStore(name).count()] as const),
      ),
    ),
  );
}
