import { deleteDB, type StoreValue } from 'idb';
import { openChannel, publishChange } from './changes.ts';
import { chooseDatabase, database, databaseName } from './database.ts';
import { DATABASE_NAME, EXAMPLE_DATABASE_NAME } from './names.ts';
import type { ProfilesDatabase, StoredHistoryRow, StoreName } from './schema.ts';
import { read } from './transaction.ts';

/** Rows by store. */
export type StoreRows = { [Name in StoreName]?: StoreValue<ProfilesDatabase, Name>[] };

/** Lets this context read and write the example database. */
export async function openExampleDatabase(): Promise<void> {
  await chooseDatabase(EXAMPLE_DATABASE_NAME);
  openChannel();
}

/** Replaces the rows of some stores of the example database, and fills others where they are empty. */
export async function fillExampleDatabase(replaced: StoreRows, kept: StoreRows): Promise<void> {
  const transaction = (await database()).transaction([...namesOf(replaced), ...namesOf(kept)], 'readwrite');
  for (const name of namesOf(replaced)) {
    const store = transaction.objectStore(name);
    void store.clear();
    for (const row of replaced[name]!) void store.put(row);
  }
  for (const name of namesOf(kept)) {
    const store = transaction.objectStore(name);
    if ((await store.count()) > 0) continue;
    for (const row of kept[name]!) void store.put(row);
  }
  await transaction.done;
}

/** Returns when the example's history was made, epoch ms; 0: there is none. */
export async function getExampleHistoryTime(): Promise<number> {
  const cursor = await read(['history'], (transaction) => transaction.objectStore('history').openCursor());
  return cursor?.value.fetchedAt ?? 0;
}

/** Replaces the history of the example database. Does nothing in a context that doesn't show it. */
export async function replaceExampleHistory(rows: readonly StoredHistoryRow[]): Promise<void> {
  if (databaseName() !== EXAMPLE_DATABASE_NAME) return;
  await fillExampleDatabase({ history: [...rows] }, {});
  const series = new Map(rows.map((row) => [`${row.profileKey} ${row.periodicity}`, row]));
  publishChange(
    'history',
    [...series.values()].map(({ profileKey, periodicity }) => [profileKey, periodicity]),
  );
}

/** Stores a row of the example database. Does nothing in a context that doesn't show it. */
export async function putExampleRow<Name extends 'settings' | 'profilePreferences'>(
  name: Name,
  row: StoreValue<ProfilesDatabase, Name>,
): Promise<void> {
  if (databaseName() !== EXAMPLE_DATABASE_NAME) return;
  const key = await (await database()).put(name, row);
  publishChange(name, [key]);
}

/** Deletes the example database. */
export async function deleteExampleDatabase(): Promise<void> {
  await chooseDatabase(DATABASE_NAME);
  await deleteDB(EXAMPLE_DATABASE_NAME);
}

function namesOf(rows: StoreRows): StoreName[] {
  return Object.keys(rows) as StoreName[];
}
