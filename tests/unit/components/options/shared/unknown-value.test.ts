import { h } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ProfileRow, profileRows } from '../../../../../components/options/shared/profile-rows.ts';
import { UnknownValue } from '../../../../../components/options/shared/unknown-value.tsx';
import { unreadLists } from '../../../../../components/options/shared/unread-lists.ts';
import * as store from '../../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const account = makeConnection('working');
const shown = (index: number, change: Partial<ProfileRow> = {}) => {
  const row = { ...profileRows.value[index]!, ...change };
  return textOf(h(UnknownValue, { row, what: 'tokens' }));
};

beforeEach(() => {
  store.connectionRows.set([account]);
  const profiles = Array.from({ length: 201 }, (_, position) =>
    makeProfile(account, position.toString(16).padStart(24, '0'), 'Plant', { position }),
  );
  store.profileRows.set(profiles);
  store.loadedSignal.value = 'all';
});
afterEach(() => {
  store.connectionRows.set([]);
  store.profileRows.set([]);
  store.loadedSignal.value = 'nothing';
  unreadLists.value = new Map();
});

it('an ellipsis is shown only for what is going to be read: not of profiles beyond the first 200', () => {
  expect(shown(199)).toBe('…Not loaded yet');
  expect(shown(200)).toBe('–Not loaded yet');
  store.loadedSignal.value = 'first';
  expect(shown(200)).toBe('…Not loaded yet');
});

it('nor of a profile whose list couldn’t be read, whether that was stored or not, or that needs a token', () => {
  const failure = { failure: { code: 'server' }, at: 0 } as const;
  expect(shown(0, { tokens: { fetchedAt: null, failure } as ProfileRow['tokens'] })).toMatch(/^–/);
  unreadLists.value = new Map([[profileRows.value[1]!.id, { code: 'storage-full' }]]);
  expect(shown(1)).toMatch(/^–/);
  store.profileRows.set([makeProfile(account, '1'.repeat(24), 'Plant', { access: 'denied' })]);
  expect(shown(0)).toMatch(/^–/);
});
