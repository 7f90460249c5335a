import type { Page } from '@playwright/test';

/** A document of the extension's origin in which functions can be evaluated. */
interface WithProbe {
  probe: Pick<Page, 'evaluate'>;
}

/**
 * Lets minutes pass over what is stored: the browser's clock cannot be moved, so every time that the store holds
 * moves back instead, as if the browser had been closed so long.
 */
export function ageStoredNumbers(extension: WithProbe, minutes: number): Promise<void> {
  return extension.probe.evaluate(async (ms) => {
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const TIMES = ['fetchedAt', 'refreshedAt', 'dueAt', 'lastStartedAt'];
    const database = await resultOf(indexedDB.open('profiles'));
    const names = [...database.objectStoreNames].filter((name) =>
      ['usage', 'connections', 'refresh'].includes(name),
    );
    const transaction = database.transaction(names, 'readwrite');
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    for (const name of names) {
      const store = transaction.objectStore(name);
      const cursors = store.openCursor();
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (!cursor) return;
        const row = cursor.value;
        for (const time of TIMES) if (typeof row[time] === 'number') row[time] -= ms;
        if (row.failure && typeof row.failure.at === 'number') row.failure.at -= ms;
        cursor.update(row);
        cursor.continue();
      };
    }
    await done;
    database.close();
  }, minutes * 60_000);
}

/** The alarm that the browser would fire when something is due. */
export function fireAlarm(extension: WithProbe, name = 'refresh'): Promise<void> {
  return extension.probe.evaluate((alarm) => chrome.alarms.create(alarm, { when: Date.now() }), name);
}

/**
 * Fires the alarm of the refresh; returns the time (epoch ms) that the worker sets for the next one when it has planned
 * what is due, null for none.
 */
export function alarmAfterFiring(extension: WithProbe): Promise<number | null> {
  return extension.probe.evaluate(async () => {
    // The worker's own has another period.
    await chrome.alarms.create('refresh', { when: Date.now(), periodInMinutes: 1 });
    for (;;) {
      const alarm = await chrome.alarms.get('refresh');
      if (alarm?.periodInMinutes !== 1) return alarm?.scheduledTime ?? null;
      await new Promise((done) => setTimeout(done, 50));
    }
  });
}
