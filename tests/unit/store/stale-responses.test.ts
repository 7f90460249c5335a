import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { putConnection, removeConnection } from '../../../lib/store/connections.ts';
import { addProfile, applyLocally, removeProfile } from '../../../lib/store/profile-edits.ts';
import { listProfilesOf, putProfileInfo, replaceProfiles } from '../../../lib/store/profiles.ts';
import { read } from '../../../lib/store/transaction.ts';
import { connectionRow, freshDatabase, profileRow } from './rows.ts';

const { key } = connectionRow();
const refOf = (n: number): ProfileRef => {
  const { connectionKey, profileKey } = profileRow(key, n);
  return { connectionKey, profileKey };
};
const list = (...numbers: number[]) => numbers.map((n) => profileRow(key, n));
const names = async () => (await listProfilesOf(key)).map(({ name }) => name);
const info = { ownerAccountId: null, plan: 'scale', allocation: {}, addons: {}, createdAt: 1 };

/** A fake clock: a response is requested at one time, and a person changes something at a later one. */
let now = 1_000_000;
const later = (ms = 1000) => {
  now += ms;
  return now;
};

beforeEach(async () => {
  await freshDatabase();
  now = 1_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  await putConnection(connectionRow());
  await replaceProfiles(key, list(1, 2), { requestedAt: now });
});

describe('a list of profiles that was requested', () => {
  it('before a profile was renamed does not undo the name; one requested later does', async () => {
    const requestedAt = later();
    later();
    await applyLocally(refOf(1), { name: 'Renamed' });
    await replaceProfiles(key, [profileRow(key, 1), { ...profileRow(key, 2), name: 'Other' }], {
      requestedAt,
    });
    expect(await names()).toEqual(['Renamed', 'Other']);

    await replaceProfiles(key, list(1, 2), { requestedAt: later() });
    expect(await names()).toEqual(['Profile 1', 'Profile 2']);
  });

  it('earlier does not undo the name in the rows of any account', async () => {
    const other = connectionRow(2);
    await putConnection(other);
    const shared = { ...profileRow(key, 1), connectionKey: other.key, shared: true };
    await replaceProfiles(other.key, [shared], { requestedAt: later() });
    await applyLocally(refOf(1), { name: 'Renamed', logoUrl: 'https://acme.example/logo.png' });
    const [row] = await listProfilesOf(other.key);
    expect([row?.name, row?.logoUrl]).toEqual(['Renamed', 'https://acme.example/logo.png']);
    expect(await names()).toEqual(['Renamed', 'Profile 2']);
  });

  it('before a logo was set does not remove it', async () => {
    const requestedAt = later();
    later();
    await applyLocally(refOf(1), { logoUrl: 'https://acme.example/logo.png' });
    await replaceProfiles(key, list(1, 2), { requestedAt });
    expect((await listProfilesOf(key))[0]?.logoUrl).toBe('https://acme.example/logo.png');
  });

  it('before a profile was removed does not restore it', async () => {
    const requestedAt = later();
    later();
    await removeProfile(refOf(1));
    expect(await replaceProfiles(key, list(1, 2), { requestedAt })).toEqual({ added: [], removed: [] });
    expect(await names()).toEqual(['Profile 2']);
  });

  it('before a profile was added does not remove it; one requested later does', async () => {
    const requestedAt = later();
    later();
    await addProfile(profileRow(key, 3));
    await replaceProfiles(key, list(2), { requestedAt });
    expect(await names()).toEqual(['Profile 2', 'Profile 3']);

    await replaceProfiles(key, list(2), { requestedAt: later() });
    expect(await names()).toEqual(['Profile 2']);
  });

  it('before the last stored one is ignored', async () => {
    const older = later();
    await replaceProfiles(key, list(1, 2, 3), { requestedAt: later() });
    expect(await replaceProfiles(key, list(1), { requestedAt: older })).toEqual({ added: [], removed: [] });
    expect(await names()).toEqual(['Profile 1', 'Profile 2', 'Profile 3']);
  });

  it('keeps the stored name and logo of a profile whose own can’t be read', async () => {
    const [row] = list(1);
    const logoUrl = 'https://acme.example/logo.png';
    await replaceProfiles(key, [{ ...row!, logoUrl }], { requestedAt: later() });
    await replaceProfiles(key, [{ ...row!, name: row!.id, logoUrl: undefined }], { requestedAt: later() });
    expect((await listProfilesOf(key))[0]).toMatchObject({ name: 'Profile 1', logoUrl });
    await replaceProfiles(key, [{ ...row!, logoUrl: null }], { requestedAt: later() });
    expect((await listProfilesOf(key))[0]).toMatchObject({ logoUrl: null });
  });

  it('is stored after the clock was set back', async () => {
    await applyLocally(refOf(1), { name: 'Renamed' });
    await replaceProfiles(key, list(1), { requestedAt: later(-3_600_000) });
    expect(await names()).toEqual(['Profile 1']);
  });
});

describe('a profile’s info that was requested', () => {
  it('before the profile was renamed updates all but name and logo', async () => {
    const requestedAt = later();
    later();
    await applyLocally(refOf(1), { name: 'Renamed', logoUrl: 'https://acme.example/new.png' });
    await putProfileInfo(refOf(1), { ...info, name: 'Profile 1', logoUrl: null }, requestedAt);
    expect((await listProfilesOf(key))[0]).toMatchObject({
      name: 'Renamed',
      logoUrl: 'https://acme.example/new.png',
      plan: 'scale',
    });
  });

  it('after the list updates the name too', async () => {
    await putProfileInfo(refOf(1), { ...info, name: 'Newer', logoUrl: null }, later());
    expect((await names())[0]).toBe('Newer');
  });

  it('keeps what is stored where it couldn’t be read, and empties what the platform says is empty', async () => {
    const logoUrl = 'https://acme.example/logo.png';
    const known = { ...info, name: 'Acme', logoUrl, addons: { mobile: true }, createdAt: 5 };
    await putProfileInfo(refOf(1), known, later());
    const unread = { name: '', logoUrl: undefined, plan: undefined, addons: undefined, createdAt: null };
    await putProfileInfo(refOf(1), { ...info, ...unread }, later());
    const { name, plan, addons, createdAt } = known;
    expect((await listProfilesOf(key))[0]).toMatchObject({ name, logoUrl, plan, addons, createdAt });
    await putProfileInfo(refOf(1), { ...info, name, logoUrl: null, plan: null, addons: {} }, later());
    expect((await listProfilesOf(key))[0]).toMatchObject({ logoUrl: null, plan: null, addons: {} });
  });

  it('for a removed profile restores nothing', async () => {
    await removeProfile(refOf(1));
    await putProfileInfo(refOf(1), { ...info, name: 'Profile 1', logoUrl: null }, later());
    expect(await names()).toEqual(['Profile 2']);
  });
});

describe('the stored times of changes', () => {
  const stored = () => read(['settings'], (all) => all.objectStore('settings').get('freshness'));

  it('are removed by the next list, and all of them with the connection', async () => {
    later();
    await applyLocally(refOf(1), { name: 'Renamed' });
    await removeProfile(refOf(2));
    const requestedAt = later();
    await replaceProfiles(key, list(1), { requestedAt });
    expect(await stored()).toMatchObject({ byConnection: { [key]: { listedAt: requestedAt, changes: {} } } });

    await removeConnection(key);
    await removeProfile(refOf(1));
    expect(await stored()).toBeUndefined();
  });
});
