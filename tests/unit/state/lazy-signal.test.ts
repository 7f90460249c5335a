import { effect } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { historySignal } from '../../../lib/state/history.ts';
import { journal } from '../../../lib/state/journal.ts';
import { subscriptions } from '../../../lib/state/store-subscriptions.ts';
import { tokensByProfile } from '../../../lib/state/tokens.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { addHistory } from '../../../lib/store/history.ts';
import { addJournal } from '../../../lib/store/journal.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { updateTokens } from '../../../lib/store/tokens.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

const connection = connectionRow(1);
const { connectionKey, profileKey } = profileRow(connection.key, 1);
const ref = { connectionKey, profileKey };

beforeEach(async () => {
  await freshDatabase();
  await putConnection(connection);
  await replaceProfiles(connection.key, [profileRow(connection.key, 1)]);
});

/** Subscribes to a signal; returns its last value and the function that unsubscribes. */
function subscribe<T>(signal: { value: T }): { last: () => T; stop: () => void } {
  let last = undefined as T;
  const stop = effect(() => {
    last = signal.value;
  });
  return { last: () => last, stop };
}

describe('a lazy signal', () => {
  it('reads when it is subscribed to and follows changes', async () => {
    await updateTokens(ref, (row) => ({ ...row, fetchedAt: 1 }));
    const view = subscribe(tokensByProfile);
    expect(view.last()).toBeNull();
    await vi.waitFor(() => expect(view.last()?.get(refId(ref))?.fetchedAt).toBe(1));
    await updateTokens(ref, (row) => ({ ...row, fetchedAt: 2 }));
    await vi.waitFor(() => expect(view.last()?.get(refId(ref))?.fetchedAt).toBe(2));
    view.stop();
  });

  it('reads again for a new subscription', async () => {
    const first = subscribe(journal);
    await vi.waitFor(() => expect(first.last()).toEqual([]));
    first.stop();
    await addJournal({ at: 1, what: 'locked', connectionKey: null, profileKey: null, subject: null });
    const second = subscribe(journal);
    await vi.waitFor(() => expect(second.last()?.map(({ what }) => what)).toEqual(['locked']));
    second.stop();
  });

  it('that can’t be read fails alone, and is read with its store’s next change', async () => {
    const page = vi.spyOn(subscriptions, 'onRead');
    const broken = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('Failed to read large IndexedDB value', 'DataError');
    });
    const view = subscribe(tokensByProfile);
    await vi.waitFor(() => expect(broken).toHaveBeenCalled());
    broken.mockRestore();
    await addJournal({ at: 1, what: 'locked', connectionKey: null, profileKey: null, subject: null });
    await updateTokens(ref, (row) => ({ ...row, fetchedAt: 3 }));
    await vi.waitFor(() => expect(view.last()?.get(refId(ref))?.fetchedAt).toBe(3));
    expect(page.mock.calls.filter(([error]) => error !== null)).toEqual([]);
    view.stop();
  });

  it('of a profile’s history follows the queried rows', async () => {
    const query = { profileKey, periodicity: 'day', from: 0, to: Date.UTC(2030, 0) } as const;
    expect(historySignal(query)).toBe(historySignal({ ...query }));
    const view = subscribe(historySignal(query));
    await vi.waitFor(() => expect(view.last()).toEqual([]));
    await addHistory([
      { profileKey, periodicity: 'day', time: '2026-01-01T00:00:00Z', values: { input: 5 } },
    ]);
    await vi.waitFor(() => expect(view.last()?.[0]?.values).toEqual({ input: 5 }));
    view.stop();
  });
});
