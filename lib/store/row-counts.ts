import { database } from './database.ts';

/** Returns the number of rows of each store. */
export async function countRows(): Promise<Record<string, number>> {
  const open = await database();
  const transaction = open.transaction([...open.objectStoreNames]);
  const counts = await Promise.all(
    [...open.objectStoreNames].map(
      async (name) => [name, await transaction.objectStore(name).count()] as const,
    ),
  );
  return Object.fromEntries(counts);
}
