import { isValidElement } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ListAge } from '../../../../../components/options/shared/list-age.tsx';
import { ListPlaceholder } from '../../../../../components/options/shared/list-placeholder.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { ReadListsAgain } from '../../../../../components/options/shared/read-lists-again.tsx';
import { readLists, unreadLists } from '../../../../../components/options/shared/unread-lists.ts';
import { connectionRows, loadedSignal } from '../../../../../lib/state/store-signals.ts';
import { makeConnection } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const account = makeConnection('working');
const row = (id: string, tokens?: object) =>
  ({
    id,
    profile: { access: 'ok', ownCredential: 'none', connectionKey: account.key },
    tokens,
  }) as unknown as ProfileRow;
const shown = (...rows: ProfileRow[]) => textOf(ListPlaceholder({ rows, kind: 'tokens' }));

beforeEach(() => {
  connectionRows.set([account]);
  loadedSignal.value = 'all';
});
afterEach(() => {
  unreadLists.value = new Map();
  loadedSignal.value = 'nothing';
});

it('a list whose failure couldn’t be stored says why, instead of loading for ever', async () => {
  expect(shown(row('one'))).toBe('');
  await readLists('one', async () => ({ ok: false, failure: { code: 'storage-full' } }));
  expect(shown(row('one'), row('one'))).toMatch(/^Not loaded yet.*disk is full/);
});

it('so does one that was being read when the background ended', async () => {
  await readLists('one', () => Promise.reject(new Error('no response')));
  expect(shown(row('one'), row('one'))).toMatch(/^Not loaded yet.*Something went wrong/);
});

it('loads as long as another profile’s list is still being read', async () => {
  await readLists('one', async () => ({ ok: false, failure: { code: 'storage-full' } }));
  expect(shown(row('one'), row('two'))).toBe('');
  await readLists('two', async () => ({ ok: false, failure: { code: 'storage-full' } }));
  expect(shown(row('one'), row('two'))).toMatch(/^Not loaded yet.*disk is full/);
});

it('loads again while it is read once more', async () => {
  await readLists('one', async () => ({ ok: false, failure: { code: 'storage-full' } }));
  let finish = () => {};
  const reading = readLists(
    'one',
    () =>
      new Promise((resolve) => {
        finish = () => resolve({ ok: true, value: null });
      }),
  );
  expect(shown(row('one'))).toBe('');
  finish();
  await reading;
  expect(unreadLists.value.size).toBe(0);
});

it('a list whose failure is stored with it can be read again, whether an older one is shown or not', () => {
  const failure = { failure: { code: 'server' }, at: 0 };
  const canReadAgain = (tokens?: object) =>
    includes(ListAge({ row: row('one', tokens), kind: 'tokens' }), ReadListsAgain);
  expect(canReadAgain({ fetchedAt: null, failure })).toBe(true);
  expect(canReadAgain({ fetchedAt: 1, failure })).toBe(true);
  expect(canReadAgain({ fetchedAt: 1, failure: null })).toBe(false);
  expect(canReadAgain()).toBe(false);
});

/** Returns true if a component is among those that were drawn. */
function includes(drawn: unknown, component: unknown): boolean {
  if (Array.isArray(drawn)) return drawn.some((child) => includes(child, component));
  if (!isValidElement(drawn)) return false;
  return drawn.type === component || includes((drawn.props as { children?: unknown }).children, component);
}
