import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { bringConsole } from '../../../../lib/actions/console/follow.ts';
import { recordMove, recordToken } from '../../../../lib/actions/console/session.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import { consolePlace } from '../../../../lib/domain/console-session.ts';
import { withActive } from '../../../../lib/domain/settings/settings.ts';
import { readConsoleSessions } from '../../../../lib/store/console-session.ts';
import { updateActive } from '../../../../lib/store/settings.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../../lib/vault/passphrase.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { originOf } from '../fresh-browser.ts';
import { ines, sandbox, withInes } from '../ines.ts';

const PASSPHRASE = 'violet tractors hum at noon';

withInes('token', undefined, { profiles: 3 });

/** Where the sandbox's console is, by the id of its profile. */
const consoleToken = () => sandbox.state.tokens.find(({ token }) => token === ines.account.token)!;
const console = () => consoleOf(originOf(sandbox));
const seen = () => ({ api: originOf(sandbox), token: ines.account.token! });
const session = async () => (await readConsoleSessions())[console()]!;

/** Switches the extension to a profile, and the console with it. */
async function bring(profile: number) {
  await updateActive((stored) => withActive(stored, ines.ref(profile)));
  return bringConsole(ines.ref(profile));
}

beforeEach(async () => {
  Object.assign(fakeBrowser.tabs, { query: async () => [] });
  await recordToken(console(), seen());
});

describe('a switch of the console after which its place can’t be read', () => {
  beforeEach(async () => {
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    expect(await bring(1)).toMatchObject({ kind: 'failed', failure: { code: 'outcome-unknown' } });
    expect(consoleToken().profile).toBe(ines.id(1));
    sandbox.faults.clear();
  });

  it('isn’t taken for none: switching back moves the console back', async () => {
    expect(consolePlace(await session(), ines.ref(0))).toBe('unknown');
    expect(await bring(0)).toBeNull();
    expect(consoleToken().profile).toBe(ines.id(0));
    expect(consolePlace(await session(), ines.ref(0))).toBe('here');
  });

  it('is read at the console’s next request', async () => {
    await recordToken(console(), seen());
    expect(await session()).toMatchObject({ profileKey: ines.ref(1).profileKey, problem: null });
    expect(consolePlace(await session(), ines.ref(1))).toBe('here');
  });
});

it('a switch that TagoIO refused left the console where it was, whether or not that can be read', async () => {
  sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
  sandbox.faults.add({ path: '/account', kind: 'server-error' });
  expect(await bring(1)).toMatchObject({ kind: 'failed', failure: { code: 'denied' } });
  expect(consolePlace(await session(), ines.ref(1))).toBe('other-profile');
  expect(await session()).toMatchObject({ profileKey: ines.ref(0).profileKey, problem: { kind: 'failed' } });
});

it('while locked, nothing is asked or moved with the console’s session; unlocked, its next request and switch are', async () => {
  speedUpKeyDerivation();
  await setPassphrase(PASSPHRASE, null);
  await lock();
  const before = sandbox.requests.count();
  await expect(bring(1)).rejects.toMatchObject({ failure: { code: 'locked' } });
  await expect(recordMove(console())).rejects.toMatchObject({ failure: { code: 'locked' } });
  await recordToken(console(), seen());
  await recordToken(console(), { ...seen(), token: 'p-00000000-0000-4000-8000-000000000000' });
  expect(sandbox.requests.count()).toBe(before);
  expect(consolePlace(await session(), ines.ref(1))).toBe('unknown');

  await unlock(PASSPHRASE);
  await recordToken(console(), seen());
  expect(consolePlace(await session(), ines.ref(1))).toBe('other-profile');
  expect(await bring(1)).toBeNull();
  expect(consoleToken().profile).toBe(ines.id(1));
});
