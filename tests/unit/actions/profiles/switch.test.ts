import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectToken } from '../../../../lib/actions/connect/connect.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { switchToFavourite } from '../../../../lib/actions/profiles/favourites.ts';
import { switchProfile, switchToPrevious } from '../../../../lib/actions/profiles/switch.ts';
import { setPreferences, setProfilePreferences } from '../../../../lib/actions/settings.ts';
import { type ProfileRef, profileKeyOf, refId, refOf } from '../../../../lib/domain/identity/keys.ts';
import { DOCS_MIRROR_KEY } from '../../../../lib/domain/settings/docs-mirror.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { listProfilesOf } from '../../../../lib/store/profiles.ts';
import { getActive, getPreferences } from '../../../../lib/store/settings.ts';
import { updateToolbar } from '../../../../lib/toolbar/update.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import { refOfProfile } from '../../domain/make.ts';
import { originOf, waitForStore } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

const named = (name: string): ProfileRef => ines.ref(name);

withConnectedAccount('token', undefined, { profiles: 8 });

describe('the shortcuts for favourites', () => {
  const favourite = (name: string, change = true) =>
    setProfilePreferences({ profileKeys: [named(name).profileKey], change: { favourite: change } });

  it('switch to favourites in alphabetical order, whatever was used last or is full', async () => {
    await favourite('Northwind Cold Chain');
    await favourite('Acme Farms');
    await favourite('Greenhouse Iberia');
    const byName = ['Acme Farms', 'Greenhouse Iberia', 'Northwind Cold Chain'];
    for (const position of [2, 0, 1, 2, 1]) {
      await switchToFavourite(position);
      expect((await getActive()).active).toEqual(named(byName[position]!));
    }
  });

  it('do nothing when there are fewer favourites', async () => {
    await switchProfile(named('Demo'));
    await favourite('Acme Farms');
    await switchToFavourite(1);
    expect((await getActive()).active).toEqual(named('Demo'));
  });
});

describe('a switch', () => {
  it('has updated badge, tooltip and docs site when it returns, without the network', async () => {
    const hold = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const answered = sandbox.requests.count();
    await switchProfile(named('Northwind Cold Chain'));
    expect(await fakeBrowser.action.getBadgeText({})).toBe('83%');
    expect(await fakeBrowser.action.getTitle({})).toMatch(/^Northwind Cold Chain — data input 83/);
    expect((await fakeBrowser.storage.local.get(DOCS_MIRROR_KEY))[DOCS_MIRROR_KEY]).toEqual({
      profile: {
        profileKey: named('Northwind Cold Chain').profileKey,
        name: 'Northwind Cold Chain',
        colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
        level: 'warning',
      },
      obstacle: null,
    });
    expect((await getActive()).active).toEqual(named('Northwind Cold Chain'));
    expect(sandbox.requests.count()).toBe(answered);
    hold.remove();
  });

  it('stands where nothing can be written for the docs site, and is recorded', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('The disk is full.'));
    await switchProfile(named('Demo'));
    expect((await getActive()).active).toEqual(named('Demo'));
    await waitForStore(async () => (await listJournal())[0]?.what === 'switched');
    set.mockRestore();
  });

  it('is recorded in the journal', async () => {
    await switchProfile(named('Demo'));
    await waitForStore(async () => (await listJournal())[0]?.what === 'switched');
    expect((await listJournal())[0]).toMatchObject({ subject: 'Demo', profileKey: named('Demo').profileKey });
  });

  it('goes back and forth between two profiles', async () => {
    await switchProfile(named('Demo'));
    expect(await switchToPrevious()).toEqual(named('Acme Farms'));
    expect(await switchToPrevious()).toEqual(named('Demo'));
    expect((await getActive()).recents).toEqual([named('Acme Farms')]);
  });

  it('has nowhere to go back to at first', async () => {
    expect(await switchToPrevious()).toBeNull();
  });

  it('refuses an unknown profile and changes nothing', async () => {
    const gone = {
      connectionKey: ines.key,
      profileKey: profileKeyOf(originOf(sandbox), '000000000000000000000000'),
    };
    await expect(switchProfile(gone)).rejects.toMatchObject({ failure: { code: 'not-found' } });
    expect((await getActive()).active).toEqual(named('Acme Farms'));
  });

  it('stays with a profile that another account sees too when its connection is removed', async () => {
    const other = await connectToken({
      origin: originOf(sandbox),
      token: accountOf(sandbox, 'shares').token ?? '',
    });
    const seen = new Set((await listProfilesOf(other.connectionKey)).map(({ profileKey }) => profileKey));
    const [both] = (await listProfilesOf(ines.key)).filter(({ profileKey }) => seen.has(profileKey));
    await switchProfile(named('Demo'));
    await switchProfile(refOf(both!));
    await disconnect({ connectionKey: ines.key, forgetOrders: [] });
    const theirs = { connectionKey: other.connectionKey, profileKey: both!.profileKey };
    expect(await getActive()).toEqual({ active: theirs, recents: [] });
  });

  it('activates the most recent profile of another connection when its connection is removed', async () => {
    const other = await connectToken({
      origin: originOf(sandbox),
      token: accountOf(sandbox, 'shares').token ?? '',
    });
    const theirs = {
      connectionKey: other.connectionKey,
      profileKey: profileKeyOf(originOf(sandbox), accountOf(sandbox, 'shares').profiles[0]?.id ?? ''),
    };
    await switchProfile(theirs);
    await switchProfile(named('Demo'));
    await disconnect({ connectionKey: ines.key, forgetOrders: [] });
    expect(await getActive()).toEqual({ active: theirs, recents: [] });
    await disconnect({ ...other, forgetOrders: [] });
    await updateToolbar();
    expect(await fakeBrowser.action.getTitle({})).toContain('not connected');
    expect(await fakeBrowser.storage.local.get(DOCS_MIRROR_KEY)).toEqual({});
  });
});

it('lists recent profiles in order, once each and without the active one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 80 }), (visits) => {
      const end = visits.reduce((state, n) => withActive(state, refOfProfile(n)), {
        active: null,
        recents: [],
      } as Parameters<typeof withActive>[0]);
      const expected = [...new Set([...visits].reverse())].map((n) => refId(refOfProfile(n)));
      expect([end.active, ...end.recents].map((one) => one && refId(one))).toEqual(expected.slice(0, 21));
    }),
  );
});

it('a changed setting takes effect on the toolbar at once', async () => {
  await setPreferences({ change: { badge: { value: 'trouble', service: null, ring: false } } });
  await updateToolbar();
  expect((await getPreferences()).badge.value).toBe('trouble');
  expect(Number(await fakeBrowser.action.getBadgeText({}))).toBeGreaterThanOrEqual(3);
  await setProfilePreferences({ profileKeys: [named('Acme Farms').profileKey], change: { emoji: '🌾' } });
  await updateToolbar();
  expect(await fakeBrowser.action.getTitle({})).toMatch(/^🌾 Acme Farms/);
});
