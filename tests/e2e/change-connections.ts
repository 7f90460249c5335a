import type { Extension } from './extension.ts';

/** Changes the stored connections to a state that no test can cause in a headless browser. */
export function changeConnections(extension: Extension, change: Record<string, unknown>): Promise<void> {
  return extension.probe.evaluate(
    (change) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('profiles');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('connections', 'readwrite');
          const cursors = transaction.objectStore('connections').openCursor();
          cursors.onsuccess = () => {
            cursors.result?.update({ ...cursors.result.value, ...change });
            cursors.result?.continue();
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    change,
  );
}
