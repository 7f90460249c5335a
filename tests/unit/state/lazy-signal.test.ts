import { effect } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { watchHistory } from '../../../lib/state/history.ts';
import { watchJournal } from '../../../lib/state/journal.ts';
import { watchTokens } from '../../../lib/state/tokens.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { addHistory } from '../../../lib/store/history.ts';
import { addJournal } from '../../../lib/store/journal.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { putTokens } from '../../../lib/store/tokens.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

const connection = connectionRow(1);
const { connectionKey, profileKey } = profileRow(connection.key, 1);
const ref = { connectionKey, profileKey };

beforeEach(async () => {
  await freshDatabase();
  await putConnection(connection);
  await replaceProfiles(connection.key, [profileRow(connection.key, 1)]);
});

/** The last value an onlooker saw, and how to look away. */
function look<T>(signal: { value: T }): { seen: () => T; away: () => void } {
  let last = undefined as T;
  const away = effect(() => {
    last = signal.value;
  });
  return { seen: () => last, away };
}

describe('a page’s own signal', () => {
  it('reads when it is looked at and follows while it is', async () => {
    await putTokens({ ...ref, tokens: [], fetchedAt: 1, failure: null });
    const view = look(watchTokens());
    expect(view.seen()).toBeNull();
    await vi.waitFor(() => expect(view.seen()?.get(refId(ref))?.fetchedAt).toBe(1));
    await putTokens({ ...ref, tokens: [], fetchedAt: 2, failure: null });
    await vi.waitFor(() => expect(view.seen()?.get(refId(ref))?.fetchedAt).toBe(2));
    view.away();
  });

  it('reads again when it is looked at again', async () => {
    const first = look(watchJournal());
    await vi.waitFor(() => expect(first.seen()).toEqual([]));
    first.away();
    await addJournal({ at: 1, what: 'locked', connectionKey: null, profileKey: null, subject: null });
    const second = look(watchJournal());
    await vi.waitFor(() => expect(second.seen()?.map(({ what }) => what)).toEqual(['locked']));
    second.away();
  });

  it('of a profile’s history follows the rows it asks for', async () => {
    const query = { profileKey, periodicity: 'day', from: 0, to: Date.UTC(2030, 0) } as const;
    expect(watchHistory(query)).toBe(watchHistory({ ...query }));
    const view = look(watchHistory(query));
    await vi.waitFor(() => expect(view.seen()).toEqual([]));
    await addHistory([
      { profileKey, periodicity: 'day', time: '2026-01-01T00:00:00Z', values: { input: 5 } },
    ]);
    await vi.waitFor(() => expect(view.seen()?.[0]?.values).toEqual({ input: 5 }));
    view.away();
  });
});
