import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signIn } from '../../../../lib/actions/connect/connect.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import {
  forgetRevocation,
  retryRevocation,
  revokeDue,
  watchRevocations,
} from '../../../../lib/actions/connect/retry-revocations.ts';
import { rereadTokens, revokeTokens } from '../../../../lib/actions/tokens/tokens.ts';
import { DAY_MS, HOUR_MS } from '../../../../lib/domain/time.ts';
import { getConnection } from '../../../../lib/store/connections.ts';
import * as profiles from '../../../../lib/store/profiles.ts';
import { listProfiles } from '../../../../lib/store/profiles.ts';
import { addRevocations, listRevocations } from '../../../../lib/store/revocations.ts';
import { resetVault, setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { forgetKey } from '../../../../lib/vault/current-key.ts';
import { lock, unlock } from '../../../../lib/vault/passphrase.ts';
import { credentialIdOf, readCredential } from '../../../../lib/vault/vault.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { firstRefresh } from '../connected-account.ts';
import { failWritesTo, keyFor, originOf, waitForStore } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox(
  (fresh) => {
    speedUpKeyDerivation();
    sandbox = fresh;
  },
  { profiles: 4 },
);
afterEach(() => {
  vi.restoreAllMocks();
  sandbox.deadTokenStatus = 401;
  vi.useRealTimers();
});

const PASSPHRASE = 'correct horse battery';
const ours = () =>
  sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO extension'));
const key = () => keyFor(sandbox, 'plain');
const disconnectAccount = () => disconnect({ connectionKey: key(), forgetOrders: [] });

async function connect(): Promise<string> {
  const { email, password } = accountOf(sandbox, 'plain');
  await signIn({ origin: originOf(sandbox), email, password });
  return (await readCredential(credentialIdOf(key())))!;
}

/** Moves the clock on by an hour and revokes what is due. */
async function revokeAnHourLater(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
  await revokeDue();
}

const unreachable = () => sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'cut' });

describe('the token of a removed connection', () => {
  it.each([true, false])(
    'is looked for also where its deletion used up the time (deleted: %s)',
    async (after) => {
      await connect();
      const timers: AbortController[] = [];
      vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
        timers.push(new AbortController());
        return timers.at(-1)!.signal;
      });
      const held = sandbox.faults.add({ kind: 'hold', method: 'DELETE', path: '*', after });
      const disconnecting = disconnectAccount();
      await vi.waitFor(() => expect(held.waiting).toBe(1), { timeout: 5000 });
      timers[0]!.abort(new DOMException('', 'TimeoutError'));
      expect(await disconnecting).toEqual({ revoked: after ? 'yes' : 'later' });
      const left = after ? [] : [{ attempts: 1, failure: { code: 'timeout' } }];
      expect(await listRevocations()).toMatchObject(left);
    },
  );

  it('is kept encrypted while the platform cannot be reached and revoked later, also after a worker restart', async () => {
    const token = await connect();
    const fault = unreachable();
    expect(await disconnectAccount()).toEqual({ revoked: 'later' });
    expect(ours().map((row) => row.token)).toEqual([token]);
    const [left, ...more] = await listRevocations();
    expect(more).toEqual([]);
    expect(left).toMatchObject({ account: 'ines@acme.example', attempts: 1, failure: { code: 'offline' } });
    expect(JSON.stringify(left)).not.toContain(token);

    forgetKey();
    await revokeAnHourLater();
    expect(await listRevocations()).toMatchObject([{ attempts: 2 }]);
    fault.remove();
    vi.useRealTimers();
    await retryRevocation({ id: left!.id });
    expect(ours()).toEqual([]);
    expect(await listRevocations()).toEqual([]);
    expect(await readCredential(left!.id)).toBeNull();
  });

  it('is revoked soon although the clock was a month ahead when that failed', async () => {
    await connect();
    const fault = unreachable();
    sandbox.clock.freeze();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * DAY_MS });
    await disconnectAccount();
    fault.remove();
    vi.useRealTimers();
    await revokeDue();
    expect(ours()).toEqual([]);
    expect(await listRevocations()).toEqual([]);
  });

  it('is revoked although it has expired by a clock that is a year ahead', async () => {
    await connect();
    sandbox.clock.freeze();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * DAY_MS });
    expect(await disconnectAccount()).toEqual({ revoked: 'yes' });
    expect(ours()).toEqual([]);
  });

  it('is revoked in the profile that it was moved to elsewhere', async () => {
    await connect();
    const other = accountOf(sandbox, 'plain').profiles[1]!;
    ours()[0]!.profile = other.id;
    expect(await disconnectAccount()).toEqual({ revoked: 'yes' });
    expect(ours()).toEqual([]);
  });

  it('counts as revoked although the platform answers a dead token with 403 instead of 401', async () => {
    sandbox.deadTokenStatus = 403;
    await connect();
    expect(await disconnectAccount()).toEqual({ revoked: 'yes' });
    expect(ours()).toEqual([]);
    await connect();
    sandbox.state.tokens = sandbox.state.tokens.filter((row) => !ours().includes(row));
    expect(await disconnectAccount()).toEqual({ revoked: 'yes' });
    expect(await listRevocations()).toEqual([]);
  });

  it('does not count as revoked while the platform refuses to say which profile it belongs to', async () => {
    await connect();
    sandbox.faults.add({ path: '/profile/current', kind: 'denied' });
    expect(await disconnectAccount()).toEqual({ revoked: 'later' });
    expect(ours()).toHaveLength(1);
  });

  it('does not count as revoked after a “not found” while the platform accepts it', async () => {
    await connect();
    sandbox.faults.add({
      method: 'DELETE',
      path: '*',
      kind: 'failure',
      status: 404,
      message: 'Token not found',
    });
    expect(await disconnectAccount()).toEqual({ revoked: 'later' });
    expect(ours()).toHaveLength(1);
  });

  it('is revoked once the vault is unlocked', async () => {
    await connect();
    await setPassphrase(PASSPHRASE, null);
    await lock();
    expect(await disconnectAccount()).toEqual({ revoked: 'later' });
    expect(ours()).toHaveLength(1);
    await unlock(PASSPHRASE);
    await revokeDue();
    expect(ours()).toEqual([]);
  });

  it('is listed as lost when the passphrase was forgotten, and can be dismissed only then', async () => {
    await connect();
    await setPassphrase(PASSPHRASE, null);
    await lock();
    await disconnectAccount();
    const { id } = (await listRevocations())[0]!;
    await forgetRevocation({ id });
    expect(await listRevocations()).toHaveLength(1);
    await resetVault();
    await revokeAnHourLater();
    expect(await listRevocations()).toMatchObject([
      { failure: { code: 'no-token' }, account: 'ines@acme.example' },
    ]);
    await forgetRevocation({ id });
    expect(await listRevocations()).toEqual([]);
  });

  it('is left to the person where it was lost before', async () => {
    await connect();
    await setPassphrase(PASSPHRASE, null);
    await resetVault();
    expect(await disconnectAccount()).toEqual({ revoked: 'by-hand' });
    expect(ours()).toHaveLength(1);
    expect(await listRevocations()).toMatchObject([{ failure: { code: 'no-token' } }]);
  });

  it('is listed as another browser’s after a new sign-in, and can be revoked there', async () => {
    await connect();
    const fault = unreachable();
    await disconnectAccount();
    fault.remove();
    const token = await connect();
    const { credential } = (await getConnection(key()))!;
    const profile = (await listProfiles()).find(({ id }) => id === credential.profileId)!;
    const listed = (await rereadTokens(profile)).rows.filter(({ name }) => name === credential.name);
    expect(listed.map((row) => row.ours).sort()).toEqual([false, true]);
    const old = listed.find((row) => !row.ours)!;
    const ref = { connectionKey: profile.connectionKey, profileKey: profile.profileKey };
    expect(await revokeTokens({ ...ref, tokens: [old] })).toMatchObject([{ failure: null }]);
    expect(ours().map((row) => row.token)).toEqual([token]);
  });

  it('is revoked even when the person signs in again meanwhile', async () => {
    await connect();
    const hold = sandbox.faults.add({ method: 'DELETE', path: '*', kind: 'hold' });
    const leaving = disconnectAccount();
    await waitForStore(async () => (await getConnection(key())) === undefined);
    const token = await connect();
    hold.remove();
    expect(await leaving).toEqual({ revoked: 'yes' });
    expect(ours().map((row) => row.token)).toEqual([token]);
    expect(await getConnection(key())).toMatchObject({ state: 'ok' });
  });
});

describe('a token that a new sign-in replaces', () => {
  it('is revoked later when it cannot be now; the new one stays', async () => {
    await connect();
    const fault = unreachable();
    const token = await connect();
    await waitForStore(async () => (await listRevocations()).some(({ failure }) => failure !== null));
    fault.remove();
    await revokeAnHourLater();
    expect(ours().map((row) => row.token)).toEqual([token]);
    expect(await listRevocations()).toEqual([]);
  });

  it('stays in use when the new one cannot be saved', async () => {
    const token = await connect();
    // The refresh writes the connection too.
    await firstRefresh();
    const before = await getConnection(key());
    const writes = failWritesTo('connections');
    await expect(connect()).rejects.toThrow();
    writes.mockRestore();
    await revokeAnHourLater();
    expect(ours().map((row) => row.token)).toEqual([token]);
    expect(await readCredential(credentialIdOf(key()))).toBe(token);
    expect(await getConnection(key())).toEqual(before);
    expect(await listRevocations()).toEqual([]);
  });

  it('stays in use when the profiles that come with the new one cannot be saved', async () => {
    const token = await connect();
    // The refresh writes the connection too.
    await firstRefresh();
    const before = await getConnection(key());
    vi.spyOn(profiles, 'replaceProfiles').mockRejectedValueOnce(new Error('disk'));
    await expect(connect()).rejects.toThrow();
    await revokeAnHourLater();
    expect(ours().map((row) => row.token)).toEqual([token]);
    expect(await readCredential(credentialIdOf(key()))).toBe(token);
    expect(await getConnection(key())).toEqual(before);
  });
});

describe('a token that a sign-in issued', () => {
  it('is revoked later when the worker ends before it is saved, and not while a worker still saves it', async () => {
    const hold = sandbox.faults.add({ path: '/account', method: 'GET', kind: 'hold', times: 1 });
    const interrupted = connect();
    interrupted.catch(() => {});
    await vi.waitFor(() => expect(hold.hits).toBe(1));
    await revokeAnHourLater();
    expect(ours()).toHaveLength(1);
    vi.resetModules();
    const nextWorker = await import('../../../../lib/actions/connect/retry-revocations.ts');
    await nextWorker.revokeDue();
    expect(ours()).toEqual([]);
    expect(await listRevocations()).toEqual([]);
    hold.remove();
    await interrupted;
  });

  it('leaves nothing to revoke once it is saved', async () => {
    const token = await connect();
    expect(await listRevocations()).toEqual([]);
    expect(ours().map((row) => row.token)).toEqual([token]);
  });
});

// The last one: its listeners stay.
it('a revocation that nobody waits for is tried soon', async () => {
  const clear = vi.spyOn(fakeBrowser.alarms, 'clear');
  watchRevocations();
  await vi.waitFor(() => expect(clear).toHaveBeenCalled());
  const facts = { origin: originOf(sandbox), profileId: null, name: null, account: 'a', expiresAt: null };
  await addRevocations([{ ...facts, credentialId: 'gone' }], 0);
  await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('revocations')).toBeTruthy());
});
