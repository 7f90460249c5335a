import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectToken } from '../../../../lib/actions/connect/connect.ts';
import { disconnect } from '../../../../lib/actions/connect/disconnect.ts';
import { fetchToken } from '../../../../lib/actions/tokens/copy.ts';
import { cancelRotation, readWatched, rotateToken } from '../../../../lib/actions/tokens/rotate.ts';
import { readTokens, rereadTokens, revokeTokens } from '../../../../lib/actions/tokens/tokens.ts';
import type { ConnectionKey, ProfileKey } from '../../../../lib/domain/identity/keys.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';
import { isConnectedWith } from '../../../../lib/domain/tokens/connected-with.ts';
import { isBeingCreated, isRevocable, successorId } from '../../../../lib/domain/tokens/rotation.ts';
import { tokenIdOf } from '../../../../lib/domain/tokens/token.ts';
import { getConnection, updateConnection } from '../../../../lib/store/connections.ts';
import {
  getProfilePreferences,
  updateProfilePreferences,
} from '../../../../lib/store/profile-preferences.ts';
import { getProfile } from '../../../../lib/store/profiles.ts';
import { listRotations, observeRotations, updateRotations } from '../../../../lib/store/rotations.ts';
import { getTokens, updateTokens } from '../../../../lib/store/tokens.ts';
import { issueToken } from '../../../sandbox/tokens.ts';
import { accountNamed, connectByPassword, connectByToken, failureOf } from '../connected-account.ts';
import { damageRows } from '../damage-rows.ts';
import { originOf } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

let old: ReturnType<typeof issueToken>;

withConnectedAccount('password', () => {
  old = issueToken(sandbox.state, {
    region: 'us-e1',
    name: 'Gateway',
    profile: ines.id('Demo'),
    created_by: ines.account.id,
    created_at: new Date(Date.now() - 10 * DAY_MS).toISOString(),
  });
});

const request = (more = {}) => ({
  ...ines.ref('Demo'),
  token: { name: old.name, createdAt: old.created_at },
  password: ines.account.password,
  ...more,
});
const gateways = () =>
  sandbox.state.tokens.filter(({ name, profile }) => name === 'Gateway' && profile === ines.id('Demo'));
const posts = () => ({ method: 'POST', path: '/profile/:id/token', times: 1 });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Sets this computer's clock wrong by `aheadMs`; the platform's stays right. */
function setClockWrong(aheadMs: number): void {
  sandbox.clock.freeze();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + aheadMs });
}

describe('rotating a token', () => {
  it('issues a token with the same name, permission and lifetime, and records the rotation', async () => {
    old.permission = 'write';
    old.expire_time = new Date(Date.parse(old.created_at) + 30 * DAY_MS).toISOString();
    const { token, expiresAt } = await rotateToken(request());
    const successor = gateways().find((one) => one.token === token)!;
    expect(successor.permission).toBe('write');
    expect(Math.abs(expiresAt! - (Date.now() + 30 * DAY_MS))).toBeLessThan(HOUR_MS);
    const rotations = await listRotations();
    expect(rotations).toMatchObject([{ token: request().token, successor: successor.created_at }]);
    expect(JSON.stringify([rotations, await getTokens(ines.ref('Demo'))])).not.toContain(token);
    expect(gateways()).toHaveLength(2);
  });

  it('issues a token that lives as long although this computer’s clock is a day behind', async () => {
    old.expire_time = new Date(Date.parse(old.created_at) + 3 * HOUR_MS).toISOString();
    setClockWrong(-DAY_MS);
    const { expiresAt } = await rotateToken(request());
    expect(Math.abs(expiresAt! - (sandbox.clock.now() + 3 * HOUR_MS))).toBeLessThan(MINUTE_MS);
  });

  it('makes the successor the default token where the old one was that', async () => {
    const { profileKey } = ines.ref('Demo');
    const other = { name: 'Backend', createdAt: old.created_at };
    await updateProfilePreferences(profileKey, (before) => ({
      ...before,
      readToken: request().token,
      writeToken: other,
    }));
    const { token } = await rotateToken(request());
    const successor = gateways().find((one) => one.token === token)!;
    expect(await getProfilePreferences(profileKey)).toMatchObject({
      readToken: { name: 'Gateway', createdAt: successor.created_at },
      writeToken: other,
    });
  });

  it('makes it the default also where the old name has spaces around it, which the successor’s has not', async () => {
    const { profileKey } = ines.ref('Demo');
    old.name = ' Gateway';
    await rereadTokens(ines.ref('Demo'));
    const token = { name: old.name, createdAt: old.created_at };
    await updateProfilePreferences(profileKey, (before) => ({ ...before, readToken: token }));
    await rotateToken(request({ token }));
    const { readToken } = await getProfilePreferences(profileKey);
    expect(readToken?.name).toBe('Gateway');
    expect(readToken?.createdAt).not.toBe(old.created_at);
  });

  it('issues a token that never expires for one that never does', async () => {
    old.expire_time = 'never';
    expect((await rotateToken(request())).expiresAt).toBeNull();
  });

  it('is refused while the token is being rotated already', async () => {
    await rotateToken(request());
    expect(await failureOf(rotateToken(request()))).toEqual({ code: 'not-allowed', detail: 'ruleRotated' });
    expect(gateways()).toHaveLength(2);
  });

  it('records nothing when the platform refuses', async () => {
    expect(await failureOf(rotateToken(request({ password: 'no' })))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await listRotations()).toEqual([]);
    expect(gateways()).toHaveLength(1);
  });

  it('goes on where the old token, or the new one, can’t be read, and begins nowhere else', async () => {
    const repair = damageRows(/\/token$/, (row) => (row.name === 'Gateway' ? { ...row, name: null } : row));
    expect(await failureOf(rotateToken(request()))).toMatchObject({ code: 'malformed' });
    expect(await listRotations()).toEqual([]);
    repair();
    await rotateToken(request());
    const before = await listRotations();
    for (const one of gateways()) {
      const repairOne = damageRows(/\/token$/, (row) =>
        row.created_at === one.created_at ? { ...row, name: null } : row,
      );
      await rereadTokens(ines.ref('Demo'));
      repairOne();
    }
    expect(before).toHaveLength(1);
    expect(await listRotations()).toEqual(before);
  });

  it('is refused where the old token’s lifetime can’t be read', async () => {
    damageRows(/\/token$/, (row) => ({ ...row, expire_time: 1_700_000_000 }));
    expect(await failureOf(rotateToken(request()))).toEqual({
      code: 'not-allowed',
      detail: 'ruleTokenLifetime',
    });
    expect(gateways()).toHaveLength(1);
  });

  it('is refused for the extension token and for an unknown token', async () => {
    const ours = sandbox.state.tokens.find(({ name }) => name.startsWith('Profiles for TagoIO'))!;
    const home = ines.account.profiles.find(({ id }) => id === ours.profile)!;
    const token = { name: ours.name, createdAt: ours.created_at };
    expect(await failureOf(rotateToken(request({ ...ines.ref(home.name), token })))).toMatchObject({
      code: 'not-allowed',
      detail: 'ruleTokenInUse',
    });
    const gone = { name: 'Gateway', createdAt: '2001-01-01T00:00:00.000Z' };
    expect(await failureOf(rotateToken(request({ token: gone })))).toMatchObject({ code: 'token-gone' });
    expect(await listRotations()).toEqual([]);
  });

  it('is not sent again after a lost response; a later reading finds the new token', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, ...posts() });
    // The reads that would find the new token fail too.
    const failingReads = sandbox.faults.add({
      kind: 'server-error',
      method: 'GET',
      path: '/profile/:id/token',
      skip: 2,
    });
    const failure = await failureOf(rotateToken(request()));
    failingReads.remove();
    expect(failure.code).toBe('outcome-unknown');
    expect(gateways()).toHaveLength(2);
    const [rotation] = await listRotations();
    expect(rotation?.successor).toBeNull();
    expect(isBeingCreated(rotation!, Date.now())).toBe(false);
    expect(await failureOf(rotateToken(request()))).toEqual({ code: 'not-allowed', detail: 'ruleRotated' });
    expect((await listRotations())[0]?.successor).not.toBeNull();
    expect(gateways()).toHaveLength(2);
  });

  it('is not sent again after a gateway gave up on it, and the platform made the token a moment later', async () => {
    sandbox.faults.add({ kind: 'failure', status: 504, message: 'Gateway Time-out', ...posts() });
    expect(await failureOf(rotateToken(request()))).toEqual({ code: 'outcome-unknown', detail: 'not-seen' });
    const { region, name, profile, created_by } = old;
    issueToken(sandbox.state, { region, name, profile, created_by, created_at: new Date().toISOString() });
    expect(await failureOf(rotateToken(request()))).toEqual({ code: 'not-allowed', detail: 'ruleRotated' });
    expect(gateways()).toHaveLength(2);
  });

  it('that failed on TagoIO’s side, and left no token, can be tried again', async () => {
    sandbox.faults.add({ kind: 'server-error', ...posts() });
    expect(await failureOf(rotateToken(request()))).toMatchObject({ code: 'server' });
    expect(await listRotations()).toEqual([]);
    await rotateToken(request());
    expect(gateways()).toHaveLength(2);
  });

  it('is not sent again after the worker died, until the request can no longer arrive', async () => {
    const known = [old.created_at];
    const intent = {
      ...ines.ref('Demo'),
      token: request().token,
      permission: 'full',
      successor: null,
      known,
    };
    await updateRotations(() => [{ ...intent, startedAt: Date.now() - 1000 }]);
    old.permission = 'full';
    // The request may still arrive.
    expect(await failureOf(rotateToken(request()))).toEqual({
      code: 'outcome-unknown',
      detail: 'ruleRotationOpen',
    });
    expect(gateways()).toHaveLength(1);
    // After ten minutes it cannot arrive anymore.
    await updateRotations(() => [{ ...intent, startedAt: Date.now() - 11 * MINUTE_MS }]);
    await rotateToken(request());
    expect(gateways()).toHaveLength(2);
  });

  it('can be tried again although one that made no token began while the clock was a month ahead', async () => {
    const startedAt = Date.now() + 30 * DAY_MS;
    const known = [old.created_at];
    await updateRotations(() => [
      { ...ines.ref('Demo'), token: request().token, permission: 'full', successor: null, known, startedAt },
    ]);
    await rotateToken(request());
    expect(gateways()).toHaveLength(2);
  });

  it('reads the tokens while the old one is watched, but not during a pause of the account’s refreshes', async () => {
    await rotateToken(request());
    const ref = ines.ref('Demo');
    await updateTokens(ref, (list) => ({ ...list, fetchedAt: 0 }));
    const at = Date.now();
    await updateConnection(ines.key, (row) => ({ ...row, pause: { at, until: at + HOUR_MS, pauses: 1 } }));
    sandbox.requests.clear();
    const key: [ConnectionKey, ProfileKey] = [ref.connectionKey, ref.profileKey];
    await readWatched([key]);
    expect(sandbox.requests.count()).toBe(0);
    expect((await getTokens(ref))?.failure).toBeNull();
    await updateConnection(ines.key, (row) => ({ ...row, pause: null }));
    await readWatched([key]);
    expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBeGreaterThan(0);
  });

  it('is the profile’s, through whichever account it began: the other copies the new token, and watches on', async () => {
    const marta = await connectByPassword(sandbox, accountNamed(sandbox, 'Marta Lind'));
    const profile = marta.id('Tallinn Metering');
    sandbox.state.tokens = sandbox.state.tokens.filter(
      (one) => one.profile !== profile || one.name.startsWith('Profiles for TagoIO'),
    );
    old = issueToken(sandbox.state, {
      region: 'us-e1',
      name: 'Gateway',
      permission: 'read',
      profile,
      created_by: marta.account.id,
      created_at: new Date(Date.now() - 10 * DAY_MS).toISOString(),
      last_authorization: sandbox.clock.iso(),
    });
    const { password } = marta.account;
    const ref = ines.ref('Tallinn Metering');
    const readAt = Date.now();
    const olderList = await rereadTokens(ref);
    const { token } = await rotateToken(request({ ...marta.ref('Tallinn Metering'), password }));
    await observeRotations(ref.profileKey, olderList, readAt);
    const copied = await fetchToken((await getProfile(ref))!, { token: null, use: 'read' });
    expect(copied.value).toBe(token);
    expect(await failureOf(rotateToken(request(ref)))).toMatchObject({ detail: 'ruleRotated' });

    await disconnect({ connectionKey: marta.key, forgetOrders: [] });
    await updateTokens(ref, (list) => ({ ...list, fetchedAt: 0 }));
    await readWatched([[ref.connectionKey, ref.profileKey]]);
    expect((await getTokens(ref))?.fetchedAt).toBeGreaterThan(0);
    expect(await listRotations()).toHaveLength(1);
    await revokeTokens({ ...ref, tokens: [request().token] });
    expect(await listRotations()).toEqual([]);
  });

  it('of the token that an account is connected with leaves that connected with it, until it is given the new one', async () => {
    const marta = await connectByToken(sandbox, accountNamed(sandbox, 'Marta Lind'));
    const pasted = sandbox.state.tokens.find(({ token }) => token === marta.account.token)!;
    const ref = marta.ref(marta.account.profiles.find(({ id }) => id === pasted.profile)!.name);
    await readTokens({ refs: [ref] });
    const inUse = async () => {
      const connection = (await getConnection(marta.key))!;
      const { tokens } = (await getTokens(ref))!;
      return tokens.filter((row) => isConnectedWith(connection, ref.profileKey, row)).map(tokenIdOf);
    };
    const id = { name: pasted.name, createdAt: pasted.created_at };
    expect(await inUse()).toEqual([id]);
    const { password } = marta.account;
    const { token } = await rotateToken({ ...ref, token: id, password });
    expect(await inUse()).toEqual([id]);
    await connectToken({ origin: originOf(sandbox), token });
    const successor = sandbox.state.tokens.find((one) => one.token === token)!;
    expect(await inUse()).toEqual([{ name: id.name, createdAt: successor.created_at }]);
  });

  it('knows the token that an earlier release connected an account with, once its list is read', async () => {
    const marta = await connectByToken(sandbox, accountNamed(sandbox, 'Marta Lind'));
    const pasted = sandbox.state.tokens.find(({ token }) => token === marta.account.token)!;
    const ref = marta.ref(marta.account.profiles.find(({ id }) => id === pasted.profile)!.name);
    const credential = async () => (await getConnection(marta.key))!.credential;
    await updateConnection(marta.key, ({ credential: { createdAt: _, ...known }, ...row }) => ({
      ...row,
      credential: known,
    }));
    const { token: _, ...facts } = pasted;
    const other = issueToken(sandbox.state, facts);
    await readTokens({ refs: [ref] });
    expect((await credential()).createdAt).toBeUndefined();
    sandbox.state.tokens = sandbox.state.tokens.filter((one) => one !== other);
    await readTokens({ refs: [ref] });
    expect(await credential()).toMatchObject({ name: pasted.name, createdAt: pasted.created_at });
  });

  it('ends by canceling, by revoking the old token, and when the successor is gone', async () => {
    await rotateToken(request());
    await cancelRotation(request());
    expect(await listRotations()).toEqual([]);
    expect(gateways()).toHaveLength(2);

    await rotateToken(request());
    await revokeTokens({ ...ines.ref('Demo'), tokens: [request().token] });
    expect(await listRotations()).toEqual([]);

    old = gateways()[0]!;
    await rotateToken(request());
    const { successor } = (await listRotations())[0]!;
    await revokeTokens({ ...ines.ref('Demo'), tokens: [{ name: 'Gateway', createdAt: successor! }] });
    expect(await listRotations()).toEqual([]);
  });

  describe('beside a row that can’t be read', () => {
    const damageOther = () => {
      issueToken(sandbox.state, {
        region: 'us-e1',
        name: 'Unreadable',
        profile: ines.id('Demo'),
        created_by: ines.account.id,
        created_at: sandbox.clock.iso(),
      });
      damageRows(/\/token$/, (row) => (row.name === 'Unreadable' ? { ...row, created_at: null } : row));
    };

    it.each([['the old token'], ['its successor']])('ends when %s is revoked', async (which) => {
      await rotateToken(request());
      damageOther();
      const [rotation] = await listRotations();
      const token = which === 'the old token' ? request().token : successorId(rotation!)!;
      await revokeTokens({ ...ines.ref('Demo'), tokens: [token] });
      expect(await listRotations()).toEqual([]);
    });

    it('goes on when another token is revoked, or the old one couldn’t be', async () => {
      await rotateToken(request());
      const { region, profile, created_by, created_at } = old;
      const other = issueToken(sandbox.state, { region, profile, created_by, created_at, name: 'Other' });
      damageOther();
      const before = await listRotations();
      await revokeTokens({
        ...ines.ref('Demo'),
        tokens: [{ name: other.name, createdAt: other.created_at }],
      });
      sandbox.faults.add({ kind: 'cut', method: 'DELETE', times: 1 });
      await revokeTokens({ ...ines.ref('Demo'), tokens: [request().token] });
      expect(before).toHaveLength(1);
      expect(await listRotations()).toEqual(before);
    });

    it('reads no more once the list lacks the old token, until a page has read it again', async () => {
      await rotateToken(request());
      damageOther();
      const ref = ines.ref('Demo');
      const reads = async () => {
        await updateTokens(ref, (list) => ({ ...list, fetchedAt: list.fetchedAt! - 2 * HOUR_MS }));
        await updateRotations((all) =>
          all.map((one) => ({ ...one, startedAt: one.startedAt - 2 * HOUR_MS })),
        );
        sandbox.requests.clear();
        await readWatched([[ref.connectionKey, ref.profileKey]]);
        return sandbox.requests.count({ route: '/profile/:id/token' }) > 0;
      };
      expect(await reads()).toBe(true);
      sandbox.state.tokens = sandbox.state.tokens.filter((one) => one !== old);
      expect([await reads(), await reads(), await reads()]).toEqual([true, false, false]);
      sandbox.state.tokens.push(old);
      await readTokens({ refs: [ref] });
      expect(await reads()).toBe(true);
    });
  });

  it.each([
    { clock: 'right', aheadMs: 0 },
    { clock: 'a day ahead', aheadMs: 25 * HOUR_MS },
    { clock: 'a day behind', aheadMs: -25 * HOUR_MS },
  ])(
    'offers to revoke the old token once nothing has used it for a day, by a clock that is $clock',
    async ({ aheadMs }) => {
      await rotateToken(request());
      const [rotation] = await listRotations();
      const ago = (ms: number) => new Date(sandbox.clock.now() - ms).toISOString();
      /** Returns true if the old token can go, where it was replaced and last used so long ago. */
      const canGo = async (replaced: number, lastUse: number | null) => {
        old.last_authorization = lastUse === null ? null : ago(lastUse);
        await readTokens({ refs: [ines.ref('Demo')] });
        const list = (await getTokens(ines.ref('Demo')))!;
        const row = list.tokens.find(({ createdAt }) => createdAt === old.created_at)!;
        return isRevocable({ ...rotation!, successor: ago(replaced) }, row, list);
      };
      setClockWrong(aheadMs);
      expect(await canGo(HOUR_MS, null)).toBe(false);
      expect(await canGo(2 * DAY_MS, MINUTE_MS)).toBe(false);
      expect(await canGo(2 * DAY_MS, DAY_MS + MINUTE_MS)).toBe(true);
      expect(await canGo(DAY_MS + MINUTE_MS, null)).toBe(true);
    },
  );

  it('doesn’t offer to revoke the old token while no successor was seen', async () => {
    await rotateToken(request());
    const [rotation] = await listRotations();
    const list = (await getTokens(ines.ref('Demo')))!;
    const row = list.tokens.find(({ createdAt }) => createdAt === old.created_at)!;
    const later = { servedAt: Date.now() + 9 * DAY_MS };
    expect(isRevocable(rotation!, row, later)).toBe(true);
    expect(isRevocable({ ...rotation!, successor: null }, row, later)).toBe(false);
  });
});
