import { afterEach, describe, expect, it, vi } from 'vitest';
import { setLogo } from '../../../../lib/actions/profiles/logo.ts';
import { openProfile } from '../../../../lib/actions/profiles/open-profile.ts';
import { addProfile, renameProfile } from '../../../../lib/actions/profiles/profiles.ts';
import { deleteProfile } from '../../../../lib/actions/profiles/remove-profile.ts';
import { refreshIdle, refreshNow } from '../../../../lib/refresh/refresh.ts';
import { getProfile } from '../../../../lib/store/profiles.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { accountNamed, type ConnectedAccount, connectByPassword } from '../connected-account.ts';
import { withSandbox } from '../with-sandbox.ts';

const realFetch = globalThis.fetch;
let sandbox: Sandbox;
let ines: ConnectedAccount;

withSandbox(async (fresh) => {
  sandbox = fresh;
  ines = await connectByPassword(sandbox, accountNamed(sandbox, 'Ines Duarte'));
  await refreshIdle();
});
afterEach(() => vi.restoreAllMocks());

/** The platform answers the next such request at once, but its answer is long on the way. */
function slowAnswer(path: string): { given: Promise<void>; arrive: () => void } {
  let give = () => {};
  let arrive = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let waiting = true;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const wanted = waiting && (init?.method ?? 'GET') === 'GET' && new URL(String(input)).pathname === path;
    if (wanted) waiting = false;
    const answer = await realFetch(input, init);
    if (!wanted) return answer;
    const body = await answer.text();
    give();
    await arrived;
    return new Response(body, { status: answer.status, headers: answer.headers });
  });
  return { given, arrive };
}

describe('a refresh under way', () => {
  /** What is done while the list of profiles, as it was before, is on its way here. */
  async function whileListed(work: () => Promise<unknown>): Promise<void> {
    const slow = slowAnswer('/profile');
    const refresh = refreshNow(null);
    await slow.given;
    await work();
    slow.arrive();
    await refresh;
    await refreshIdle();
  }

  it('does not undo a new name, nor a new logo', async () => {
    await whileListed(() => renameProfile({ ...ines.ref('Demo'), name: 'Showroom' }));
    expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');

    const logoUrl = 'https://acme.example/logo.png';
    await whileListed(() => setLogo({ ...ines.ref('Demo'), logoUrl }));
    expect(await getProfile(ines.ref('Demo'))).toMatchObject({ name: 'Showroom', logoUrl });
  });

  it('does not bring a deleted profile back, whether the list can be read again or not', async () => {
    const { password } = accountNamed(sandbox, 'Ines Duarte');
    await whileListed(() => deleteProfile({ ...ines.ref('Demo'), password }));
    expect(await getProfile(ines.ref('Demo'))).toBeUndefined();

    const broken = () => sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile' });
    await whileListed(async () => {
      broken();
      await deleteProfile({ ...ines.ref('Acme Farms'), password });
    });
    expect(await getProfile(ines.ref('Acme Farms'))).toBeUndefined();
  });

  it('does not take a new profile away, whether the list can be read again or not', async () => {
    const request = { connectionKey: ines.key, allocateFreeResources: false };
    let made = ines.ref('Demo');
    await whileListed(async () => {
      made = await addProfile({ ...request, name: 'Orchard' });
    });
    expect((await getProfile(made))?.name).toBe('Orchard');

    await whileListed(async () => {
      sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile' });
      made = await addProfile({ ...request, name: 'Vineyard' });
    });
    expect((await getProfile(made))?.name).toBe('Vineyard');
  });
});

it('an older info of the profile does not undo its new name', async () => {
  const slow = slowAnswer(`/profile/${ines.id('Demo')}`);
  const opened = openProfile(ines.ref('Demo'));
  await slow.given;
  await renameProfile({ ...ines.ref('Demo'), name: 'Showroom' });
  slow.arrive();
  await opened;
  expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');
});
