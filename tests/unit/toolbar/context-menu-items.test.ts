import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { connectionKeyOf, refFromId, refId } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { menuItems, SWITCH_PREFIX } from '../../../lib/toolbar/context-menu-items.ts';
import { EU, makeConnection, makeProfile, refOfProfile as ref, US } from '../domain/make.ts';

const ACCOUNT_KEY = ref(0).connectionKey;

const profile = (n: number, name = `Profile ${n}`) =>
  ({ ...ref(n), id: `p${n}`, name, shared: false, access: 'ok', position: n }) as Profile;
const WORDS = {
  previous: (name: string) => `Back to ${name}`,
  switchTo: 'Switch to',
  copyToken: 'Copy',
  copyAs: 'Copy as…',
  manage: 'Manage',
};
const CONNECTIONS = [{ key: ACCOUNT_KEY, state: 'ok' }] as Connection[];
const none = new Map();

describe('the icon’s menu', () => {
  it('only opens the options page when nothing is connected', () => {
    expect(
      menuItems([], CONNECTIONS, { active: null, recents: [] }, none, WORDS).map(({ id }) => id),
    ).toEqual(['manage']);
  });

  it('offers every profile of a short list, with the active one checked', () => {
    const items = menuItems(
      [profile(1), profile(2)],
      CONNECTIONS,
      { active: ref(2), recents: [ref(1)] },
      none,
      WORDS,
    );
    expect(items.map(({ title, checked, parentId }) => ({ title, checked, parentId }))).toEqual([
      { title: 'Back to Profile 1', checked: undefined, parentId: undefined },
      { title: 'Switch to', checked: undefined, parentId: undefined },
      { title: 'Profile 2', checked: true, parentId: 'switch' },
      { title: 'Profile 1', checked: false, parentId: 'switch' },
      { title: 'Copy', checked: undefined, parentId: undefined },
      { title: 'Copy as…', checked: undefined, parentId: undefined },
      { title: 'Manage', checked: undefined, parentId: undefined },
    ]);
    const switches = items.filter(({ id }) => id.startsWith(SWITCH_PREFIX));
    expect(switches.map(({ id }) => refFromId(id.slice(SWITCH_PREFIX.length)))).toEqual([ref(2), ref(1)]);
  });

  it('offers 12 profiles of a long list: the active one, favourites and recent ones', () => {
    const profiles = Array.from({ length: 5_000 }, (_, n) => profile(n));
    const preferences = new Map([[ref(4_000).profileKey, { favourite: true, position: null, emoji: '🌾' }]]);
    const recents = Array.from({ length: 20 }, (_, n) => ref(n + 10));
    const items = menuItems(profiles, CONNECTIONS, { active: ref(1), recents }, preferences, WORDS);
    const offered = items.filter(({ parentId }) => parentId === 'switch');
    expect(offered.slice(0, 3).map(({ title }) => title)).toEqual([
      'Profile 1',
      '🌾 Profile 4000',
      'Profile 10',
    ]);
    expect(offered).toHaveLength(12);
    expect(items.filter(({ parentId }) => !parentId).length).toBeLessThanOrEqual(6);
  });

  it('shows a name that the browser would take for a template', () => {
    const items = menuItems(
      [profile(1, '100%sure'), profile(2)],
      CONNECTIONS,
      { active: ref(2), recents: [ref(1)] },
      none,
      WORDS,
    );
    expect(items[0]?.title).toBe('Back to 100%\u2060sure');
  });

  it('escapes an ampersand and skips a previous profile that was removed', () => {
    const items = menuItems(
      [profile(1, 'Sun & Sons'), profile(2)],
      CONNECTIONS,
      { active: ref(2), recents: [ref(9), ref(1)] },
      none,
      WORDS,
    );
    expect(items[0]?.title).toBe('Back to Sun && Sons');
  });

  it('distinguishes profiles of one name, and shows a name of invisible characters', () => {
    const [us, eu] = [makeConnection('a'), makeConnection('a', { origin: EU })];
    const [here, there, invisible] = [
      makeProfile(us, 'a'.repeat(24), 'Sandbox'),
      makeProfile(eu, 'b'.repeat(24), 'Sandbox'),
      makeProfile(us, 'c'.repeat(24), '\u200b'),
    ];
    const items = menuItems(
      [here, there, invisible],
      [us, eu],
      { active: here, recents: [there] },
      none,
      WORDS,
    );
    expect(items[0]?.title).toBe('Back to Sandbox · EU West');
    expect(items.filter(({ parentId }) => parentId).map(({ title }) => title)).toEqual([
      'Sandbox · US East',
      'Sandbox · EU West',
      'U+200B',
    ]);
  });

  it('distinguishes a profile from one of its name that a long list leaves out', () => {
    const us = makeConnection('a');
    const owned = makeProfile(us, 'a'.repeat(24), 'Production');
    const shared = { ...makeProfile(us, 'b'.repeat(24), 'Production'), shared: true, ownerName: 'Ines' };
    const others = Array.from({ length: 20 }, (_, n) =>
      makeProfile(us, n.toString(16).padStart(24, '0'), `P${n}`),
    );
    const active = { active: others[0]!, recents: [shared] };
    const items = menuItems([owned, shared, ...others], [us], active, none, WORDS);
    expect(items[0]?.title).toBe('Back to Production · shared by Ines');
    expect(items.filter(({ parentId }) => parentId).map(({ title }) => title)).toEqual([
      'P0',
      'Production · shared by Ines',
    ]);
  });

  it('has one entry for a profile of two connections', () => {
    const other = connectionKeyOf(US, 'other');
    const twice = { ...profile(1), connectionKey: other, shared: true };
    const items = menuItems(
      [profile(1), twice, profile(2)],
      CONNECTIONS,
      { active: refOf(twice), recents: [] },
      none,
      WORDS,
    );
    const offered = items.filter(({ parentId }) => parentId === 'switch');
    expect(offered.map(({ id }) => id)).toEqual([
      SWITCH_PREFIX + refId(twice),
      SWITCH_PREFIX + refId(ref(2)),
    ]);
  });

  it('names a profile of two connections alike in both of its entries', () => {
    const other = connectionKeyOf(US, 'other');
    const twice = { ...profile(1), connectionKey: other, shared: true };
    const items = menuItems(
      [profile(1), twice, profile(2)],
      CONNECTIONS,
      { active: ref(2), recents: [refOf(twice)] },
      none,
      WORDS,
    );
    expect(items[0]?.title).toBe('Back to Profile 1');
    expect(items.filter(({ parentId }) => parentId).map(({ title }) => title)).toEqual([
      'Profile 2',
      'Profile 1',
    ]);
  });
});

const refOf = ({ connectionKey, profileKey }: Profile) => ({ connectionKey, profileKey });
