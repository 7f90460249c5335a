import { describe, expect, it, vi } from 'vitest';
import { setLogo } from '../../../../lib/actions/profiles/logo.ts';
import { openProfile } from '../../../../lib/actions/profiles/open-profile.ts';
import { addProfile, renameProfile } from '../../../../lib/actions/profiles/profiles.ts';
import { deleteProfile } from '../../../../lib/actions/profiles/remove-profile.ts';
import { readTeam, removeMember } from '../../../../lib/actions/team/team.ts';
import { refreshIdle, refreshNow } from '../../../../lib/refresh/refresh.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { getProfile } from '../../../../lib/store/profiles.ts';
import { getTeam } from '../../../../lib/store/team.ts';
import { accountNamed } from '../connected-account.ts';
import { waitForStore } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

withConnectedAccount('password', refreshIdle);

/** Holds back the response to the next GET of `path`, which the platform has already answered, until `arrive()`. */
function delayedResponse(path: string): { given: () => Promise<void>; arrive: () => void } {
  const held = sandbox.faults.add({ kind: 'hold', method: 'GET', path, after: true, times: 1 });
  return { given: () => vi.waitFor(() => expect(held.waiting).toBe(1)), arrive: () => held.remove() };
}

it('a removed member isn’t restored by an older list of the team', async () => {
  const ref = ines.ref('Acme Farms');
  const path = `/profile/${ines.id('Acme Farms')}/team`;
  await readTeam({ refs: [ref] });
  const { accountId } = (await getTeam(ref))!.members.find(({ active }) => active)!;
  const slow = delayedResponse(path);
  const reading = readTeam({ refs: [ref] });
  await slow.given();
  const removing = removeMember({ accountId, from: [{ ...ref, active: true }] });
  await waitForStore(async () => (await listJournal())[0]?.what === 'member-removed');
  slow.arrive();
  await Promise.all([reading, removing]);
  expect((await getTeam(ref))?.members.some((one) => one.accountId === accountId)).toBe(false);
});

describe('a refresh under way', () => {
  /** Runs `work` while an older list of profiles is on its way. */
  async function whileListArrives(work: () => Promise<unknown>): Promise<void> {
    const slow = delayedResponse('/profile');
    const refresh = refreshNow(null);
    await slow.given();
    await work();
    slow.arrive();
    await refresh;
    await refreshIdle();
  }

  it('does not undo a new name or a new logo', async () => {
    await whileListArrives(() => renameProfile({ ...ines.ref('Demo'), name: 'Showroom' }));
    expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');

    const logoUrl = 'https://acme.example/logo.png';
    await whileListArrives(() => setLogo({ ...ines.ref('Demo'), logoUrl }));
    expect(await getProfile(ines.ref('Demo'))).toMatchObject({ name: 'Showroom', logoUrl });
  });

  it('does not restore a deleted profile, whether the list can be read again or not', async () => {
    const { password } = accountNamed(sandbox, 'Ines Duarte');
    await whileListArrives(() => deleteProfile({ ...ines.ref('Demo'), name: 'Demo', password }));
    expect(await getProfile(ines.ref('Demo'))).toBeUndefined();

    const broken = () => sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile' });
    await whileListArrives(async () => {
      broken();
      await deleteProfile({ ...ines.ref('Acme Farms'), name: 'Acme Farms', password });
    });
    expect(await getProfile(ines.ref('Acme Farms'))).toBeUndefined();
  });

  it('does not remove a new profile, whether the list can be read again or not', async () => {
    const request = { connectionKey: ines.key, allocateFreeResources: false };
    let made = ines.ref('Demo');
    await whileListArrives(async () => {
      made = await addProfile({ ...request, name: 'Orchard' });
    });
    expect((await getProfile(made))?.name).toBe('Orchard');

    await whileListArrives(async () => {
      sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile' });
      made = await addProfile({ ...request, name: 'Vineyard' });
    });
    expect((await getProfile(made))?.name).toBe('Vineyard');
  });
});

it('an older response about a profile does not undo its new name', async () => {
  const slow = delayedResponse(`/profile/${ines.id('Demo')}`);
  const opened = openProfile(ines.ref('Demo'));
  await slow.given();
  await renameProfile({ ...ines.ref('Demo'), name: 'Showroom' });
  slow.arrive();
  await opened;
  expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');
});
