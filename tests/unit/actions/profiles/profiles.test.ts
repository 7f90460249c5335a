import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBillingUnlessLimited } from '../../../../lib/actions/billing/billing.ts';
import { moveExtensionToken } from '../../../../lib/actions/connect/move-token.ts';
import { generateProfileToken } from '../../../../lib/actions/connect/profile-token.ts';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { recordToken } from '../../../../lib/actions/console/session.ts';
import { readHistory } from '../../../../lib/actions/profiles/history.ts';
import { setLogo, uploadLogo } from '../../../../lib/actions/profiles/logo.ts';
import { openProfile } from '../../../../lib/actions/profiles/open-profile.ts';
import {
  addProfile,
  readProfiles,
  renameProfile,
  rereadProfiles,
} from '../../../../lib/actions/profiles/profiles.ts';
import { deleteProfile, leaveProfile } from '../../../../lib/actions/profiles/remove-profile.ts';
import { createToken } from '../../../../lib/actions/tokens/tokens.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import { readErrors } from '../../../../lib/diagnostics/error-log.ts';
import { platformIdOf, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import { putTokenSwitch } from '../../../../lib/platform/profiles.ts';
import { refreshIdle, refreshNow } from '../../../../lib/refresh/refresh.ts';
import { withProfileRef } from '../../../../lib/refresh/store-profile-list.ts';
import { getBilling } from '../../../../lib/store/billing.ts';
import { getConnection } from '../../../../lib/store/connections.ts';
import { getHistory } from '../../../../lib/store/history.ts';
import { getProfile, listProfiles, replaceProfiles } from '../../../../lib/store/profiles.ts';
import { listRevocations } from '../../../../lib/store/revocations.ts';
import { getActive } from '../../../../lib/store/settings.ts';
import { getTeam } from '../../../../lib/store/team.ts';
import { getTokens } from '../../../../lib/store/tokens.ts';
import { credentialIdOf, readCredential } from '../../../../lib/vault/vault.ts';
import { authenticatorCode, sendCode } from '../../../sandbox/two-factor.ts';
import {
  accountNamed,
  type ConnectedAccount,
  connectByPassword,
  connectByToken,
  failureOf,
  lastInJournal,
} from '../connected-account.ts';
import { freshBrowser, originOf } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

withConnectedAccount('password');

afterEach(() => {
  vi.unstubAllGlobals();
});

const onPlatform = (id: string) => sandbox.state.profiles.find((profile) => profile.id === id);
const deletion = (name: string, { ref, account: { password } } = ines) => ({ ...ref(name), name, password });
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const OTHER_PNG = `${PNG.slice(0, -4)}AAAA`;

describe('adding a profile', () => {
  const request = () => ({ connectionKey: ines.key, name: '  Orchard ', allocateFreeResources: true });

  it('puts it in the list and the journal', async () => {
    const ref = await addProfile(request());
    expect(ref.isStored).toBe(true);
    expect(await getProfile(ref)).toMatchObject({ name: 'Orchard', shared: false, access: 'ok' });
    expect(onPlatform(platformIdOf(ref.profileKey))?.name).toBe('Orchard');
    expect(await lastInJournal()).toEqual({ what: 'profile-added', subject: 'Orchard' });
  });

  it('has what it got from the unallocated limits among the account’s at once', async () => {
    await readBillingUnlessLimited({ connectionKey: ines.key });
    const ref = await addProfile(request());
    await vi.waitFor(async () => {
      const { allocation } = (await getBilling(ines.key)) ?? {};
      expect(Object.values(allocation?.[platformIdOf(ref.profileKey)] ?? {}).some((limit) => limit > 0)).toBe(
        true,
      );
    });
  });

  it('accepts a name that another profile has', async () => {
    const ref = await addProfile({ ...request(), name: 'Acme Farms' });
    expect((await listProfiles()).filter(({ name }) => name === 'Acme Farms')).toHaveLength(2);
    expect(platformIdOf(ref.profileKey)).not.toBe(ines.id('Acme Farms'));
  });

  it('sends one request for a double click', async () => {
    const [first, second] = await Promise.all([addProfile(request()), addProfile(request())]);
    expect(first).toEqual(second);
    expect(sandbox.requests.count({ method: 'POST', route: '/profile' })).toBe(1);
  });

  it('finds the profile when the response was lost', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path: '/profile', times: 1 });
    const ref = await addProfile(request());
    expect(await getProfile(ref)).toMatchObject({ name: 'Orchard' });
    expect(sandbox.requests.count({ method: 'POST', route: '/profile' })).toBe(1);
  });

  it('that got no reply is shown by the list, which a page has read again; a failure of that is stored with the account', async () => {
    sandbox.faults.add({ kind: 'server-error', path: '/profile' });
    expect(await failureOf(readProfiles({ connectionKey: ines.key }))).toMatchObject({ code: 'server' });
    expect((await getConnection(ines.key))?.failure).toMatchObject({ failure: { code: 'server' } });
    sandbox.faults.clear();
    onPlatform(ines.id('Demo'))!.name = 'Orchard';
    await readProfiles({ connectionKey: ines.key });
    expect((await listProfiles()).map(({ name }) => name)).toContain('Orchard');
    expect((await getConnection(ines.key))?.failure).toBeNull();
  });

  it('reports copies when the browser repeated the request', async () => {
    const repeated = () => void sandbox.state.profiles.push(copyOf('Orchard'));
    const copyOf = (name: string) => ({
      ...structuredClone(sandbox.state.profiles[0]!),
      ...{ id: crypto.randomUUID().replaceAll('-', '').slice(0, 24), name },
      created_at: sandbox.clock.iso(),
    });
    const fault = { method: 'POST', path: '/profile', times: 1 } as const;
    sandbox.faults.add({ ...fault, kind: 'elsewhere', run: repeated });
    expect(await addProfile(request())).toMatchObject({ copies: 1 });
    // Both responses are lost, although both requests were carried out.
    sandbox.faults.add({ ...fault, kind: 'elsewhere', run: repeated });
    sandbox.faults.add({ ...fault, kind: 'cut', after: true });
    expect(await addProfile(request())).toMatchObject({ copies: 1 });
    expect((await listProfiles()).filter(({ name }) => name === 'Orchard')).toHaveLength(4);
    expect(sandbox.requests.count({ method: 'POST', route: '/profile' })).toBe(2);
  });

  it('has an unknown outcome when the request was lost, and is not repeated', async () => {
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/profile' });
    expect(await failureOf(addProfile(request()))).toEqual({ code: 'outcome-unknown', detail: 'not-seen' });
    expect(sandbox.requests.count({ method: 'POST', route: '/profile' })).toBe(1);
    expect(await listProfiles()).toHaveLength(8);
  });

  it('is refused beyond the plan and for an empty or too long name', async () => {
    const petra = await connectByToken(sandbox, accountNamed(sandbox, 'Petra Novak'));
    expect(await failureOf(addProfile({ ...request(), connectionKey: petra.key }))).toMatchObject({
      code: 'plan-limit',
    });
    for (const name of ['', '   ', 'x'.repeat(101)])
      expect(await failureOf(Promise.resolve().then(() => addProfile({ ...request(), name })))).toMatchObject(
        {
          code: 'invalid-input',
          field: 'name',
        },
      );
  });
});

describe('renaming', () => {
  it('changes the name on the platform and here', async () => {
    await renameProfile({ ...ines.ref('Demo'), name: 'Showroom' });
    expect(onPlatform(ines.id('Demo'))?.name).toBe('Showroom');
    expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');
    expect(await lastInJournal()).toEqual({ what: 'profile-renamed', subject: 'Demo → Showroom' });
    // Names that are written from right to left don't turn the arrow's direction around.
    await renameProfile({ ...ines.ref('Demo'), name: 'חווה' });
    expect((await lastInJournal())?.subject).toBe('Showroom → \u2068חווה\u2069');
  });

  it('is refused for a shared profile without a request', async () => {
    expect(await failureOf(renameProfile({ ...ines.ref('Tallinn Metering'), name: 'Mine' }))).toEqual({
      code: 'not-allowed',
      detail: 'ruleOwnerOnly',
    });
    expect(sandbox.requests.count()).toBe(0);
  });

  it('reads the outcome from the platform when the response is lost', async () => {
    sandbox.faults.add({ kind: 'truncate', method: 'PUT', path: '/profile/:id', times: 1 });
    await renameProfile({ ...ines.ref('Demo'), name: 'Showroom' });
    expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');

    sandbox.faults.add({ kind: 'cut', method: 'PUT', path: '/profile/:id', times: 1 });
    expect(await failureOf(renameProfile({ ...ines.ref('Demo'), name: 'Lost' }))).toMatchObject({
      code: 'outcome-unknown',
    });
    expect((await getProfile(ines.ref('Demo')))?.name).toBe('Showroom');
  });

  it.each([
    ['missing', undefined],
    ['of another type', 7],
  ])('isn’t known to have failed where the name is %s in what is read after it', async (_how, name) => {
    damageInfo('Demo', { name });
    sandbox.faults.add({ kind: 'server-error', method: 'PUT', path: '/profile/:id', times: 1 });
    expect(await failureOf(renameProfile({ ...ines.ref('Demo'), name: 'Showroom' }))).toEqual(NOT_READ);
    // What isn't about the name doesn't need it.
    sandbox.faults.add({ kind: 'truncate', method: 'PUT', path: '/profile/:id', times: 1 });
    await setLogo({ ...ines.ref('Demo'), logoUrl: 'https://acme.example/logo.png' });
    expect(onPlatform(ines.id('Demo'))?.logo_url).toBe('https://acme.example/logo.png');
  });
});

/** Makes the platform return a profile's info with these fields; a test's end ends it. */
function damageInfo(name: string, damage: object): void {
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (...sent: Parameters<typeof fetch>) => {
    const response = await real(...sent);
    const { pathname } = new URL(String(sent[0]));
    if ((sent[1]?.method ?? 'GET') !== 'GET' || pathname !== `/profile/${ines.id(name)}`) return response;
    const body = (await response.json()) as { result: { info: object } };
    const result = { ...body.result, info: { ...body.result.info, ...damage } };
    return new Response(JSON.stringify({ ...body, result }), response);
  });
}
const NOT_READ = { code: 'outcome-unknown', detail: 'not-read' };

describe('a logo', () => {
  it('is set by an https address and refused for anything else', async () => {
    await setLogo({ ...ines.ref('Demo'), logoUrl: ' https://acme.example/logo.png ' });
    expect(onPlatform(ines.id('Demo'))?.logo_url).toBe('https://acme.example/logo.png');
    await setLogo({ ...ines.ref('Demo'), logoUrl: null });
    expect((await getProfile(ines.ref('Demo')))?.logoUrl).toBeNull();
    for (const logoUrl of [
      'http://acme.example/a.png',
      'data:image/png;base64,AA',
      'logo.png',
      'https://a:b@acme.example/',
    ])
      expect(
        await failureOf(Promise.resolve().then(() => setLogo({ ...ines.ref('Demo'), logoUrl }))),
      ).toMatchObject({ code: 'invalid-input', field: 'logoUrl' });
  });

  it.each([
    ['missing', undefined],
    ['of another type', 7],
  ])('isn’t known to be removed where it is %s in what is read after a lost response', async (_how, logo) => {
    await setLogo({ ...ines.ref('Demo'), logoUrl: 'https://acme.example/logo.png' });
    damageInfo('Demo', { logo_url: logo });
    sandbox.faults.add({ kind: 'cut', method: 'PUT', path: '/profile/:id', times: 1 });
    expect(await failureOf(setLogo({ ...ines.ref('Demo'), logoUrl: null }))).toEqual(NOT_READ);
    expect((await getProfile(ines.ref('Demo')))?.logoUrl).toBe('https://acme.example/logo.png');
  });

  it('from a file is stored in the profile itself and replaces the previous one', async () => {
    for (const name of ['Acme Farms', 'Demo'] as const) {
      // Demo has no storage allocated.
      sandbox.state.profiles.find(({ id }) => id === ines.id(name))!.allocation.file_storage = 10_000;
      await uploadLogo({ ...ines.ref(name), pngBase64: PNG });
      const first = (await getProfile(ines.ref(name)))!.logoUrl!;
      expect(first).toContain(`/file/${ines.id(name)}/`);
      const answer = await fetch(first);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(PNG);

      await uploadLogo({ ...ines.ref(name), pngBase64: OTHER_PNG });
      expect((await getProfile(ines.ref(name)))?.logoUrl).not.toBe(first);
      expect((await fetch(first)).status).toBe(404);
      expect(sandbox.state.files.filter(({ profile }) => profile === ines.id(name))).toHaveLength(1);
    }
  });

  it.each(['issued', 'console'] as const)(
    'from a file is stored in the profile itself after the %s token was moved elsewhere',
    async (kind) => {
      let token = await readCredential(credentialIdOf(ines.key));
      if (kind === 'console') {
        await freshBrowser();
        token = ines.account.token!;
        await recordToken(consoleOf(originOf(sandbox)), { api: originOf(sandbox), token });
        await connectConsole({ origin: originOf(sandbox) });
        await refreshIdle();
      }
      const home = (await getConnection(ines.key))!.credential.profileId!;
      const other = sandbox.state.profiles.find(
        ({ id, account }) => account === ines.account.id && id !== home,
      )!;
      await putTokenSwitch({ origin: originOf(sandbox), token }, other.id);

      const ref = { connectionKey: ines.key, profileKey: profileKeyOf(originOf(sandbox), home) };
      await uploadLogo({ ...ref, pngBase64: PNG });
      const first = (await getProfile(ref))!.logoUrl!;
      expect((await fetch(first)).status).toBe(200);
      expect(sandbox.state.files.map(({ profile }) => profile)).toEqual([home]);
      await uploadLogo({ ...ref, pngBase64: OTHER_PNG });
      expect((await fetch(first)).status).toBe(404);
    },
  );

  it('from a file is refused when the storage is full or the file is not a PNG', async () => {
    expect(await failureOf(uploadLogo({ ...ines.ref('Demo'), pngBase64: PNG }))).toMatchObject({
      code: 'plan-limit',
    });
    for (const pngBase64 of [btoa('GIF89a'), '%%', ''])
      expect(
        await failureOf(Promise.resolve().then(() => uploadLogo({ ...ines.ref('Demo'), pngBase64 }))),
      ).toMatchObject({ code: 'invalid-input', field: 'logo' });
  });

  describe('from a file', () => {
    const upload = (pngBase64: string) => uploadLogo({ ...ines.ref('Acme Farms'), pngBase64 });
    const files = () => sandbox.state.files.map(({ base64 }) => base64);
    const shown = () => onPlatform(ines.id('Acme Farms'))?.logo_url;
    const onUpdate = { method: 'PUT', path: '/profile/:id', times: 1 } as const;
    const refused = { ...onUpdate, kind: 'failure', status: 400, message: 'Invalid logo' } as const;

    it.each(['cut', 'truncate', 'garbage', 'server-error'] as const)(
      'isn’t made the logo when the response is lost (%s), and nothing about it is unknown',
      async (kind) => {
        const before = shown();
        sandbox.faults.add({ kind, method: 'POST', path: '/files', after: true, times: 1 });
        expect(await failureOf(upload(PNG))).toEqual({ code: 'timeout' });
        expect(shown()).toBe(before);
        expect(sandbox.requests.count({ method: 'POST', route: '/files' })).toBe(1);
        await upload(PNG);
        expect(files()).toEqual([PNG]);
      },
    );

    it('has no unknown outcome when nothing was sent', async () => {
      sandbox.faults.add({ kind: 'cut', method: 'GET', path: '/profile/:id', times: 1 });
      expect((await failureOf(upload(PNG))).code).toBe('offline');
      expect(sandbox.requests.count({ method: 'POST', route: '/files' })).toBe(0);
    });

    it('is removed again when the profile cannot have it, and the previous one stays', async () => {
      for (const before of [[], [PNG]]) {
        for (const picture of before) await upload(picture);
        const logo = shown();
        sandbox.faults.add(refused);
        expect(await failureOf(upload(OTHER_PNG))).toMatchObject({ code: 'refused' });
        expect(files()).toEqual(before);
        expect(shown()).toBe(logo);
      }
    });

    it('stays when it is the logo already', async () => {
      await upload(PNG);
      sandbox.faults.add(refused);
      sandbox.faults.add({ kind: 'server-error', path: '/profile/:id', method: 'GET', skip: 1 });
      expect(await failureOf(upload(PNG))).toMatchObject({ code: 'refused' });
      expect(files()).toEqual([PNG]);
    });

    it('stays when the profile may have it as its logo', async () => {
      sandbox.faults.add({ ...onUpdate, kind: 'cut' });
      expect(await failureOf(upload(PNG))).toMatchObject({ code: 'outcome-unknown' });
      expect(files()).toEqual([PNG]);
    });

    it('is tried to be removed once, and what prevents that is recorded', async () => {
      sandbox.faults.add(refused);
      sandbox.faults.add({ kind: 'server-error', method: 'DELETE', path: '/files' });
      expect(await failureOf(upload(PNG))).toMatchObject({ code: 'refused' });
      expect(sandbox.requests.count({ method: 'DELETE', route: '/files' })).toBe(1);
      expect((await readErrors()).at(-1)).toMatchObject({ where: 'remove logo file', code: 'server' });
    });
  });

  it('from a file needs a token of the profile', async () => {
    sandbox.state.tokens = sandbox.state.tokens.filter(({ profile }) => profile !== ines.id('Demo'));
    expect(await failureOf(uploadLogo({ ...ines.ref('Demo'), pngBase64: PNG }))).toEqual({
      code: 'no-token',
    });
  });
});

describe('deleting a profile', () => {
  it('removes it with all its data', async () => {
    await openProfile(ines.ref('Demo'));
    await deleteProfile(deletion('Demo'));
    expect(onPlatform(ines.id('Demo'))).toBeUndefined();
    expect(await getProfile(ines.ref('Demo'))).toBeUndefined();
    expect(await getTokens(ines.ref('Demo'))).toBeUndefined();
    expect(await lastInJournal()).toEqual({ what: 'profile-deleted', subject: 'Demo' });
  });

  it('deletes nothing where it has been renamed elsewhere: the person confirmed another name', async () => {
    const demo = onPlatform(ines.id('Demo'))!;
    demo.name = 'Production';
    const request = deletion('Demo');
    // The second time, the new name is stored already.
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect(await failureOf(deleteProfile(request))).toEqual({
        code: 'not-allowed',
        detail: 'ruleProfileRenamed',
      });
      expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
      expect(await getProfile(request)).toMatchObject({ name: 'Production' });
    }
    await deleteProfile({ ...request, name: 'Production' });
    expect(onPlatform(demo.id)).toBeUndefined();
  });

  it('can be done where its name can’t be read', async () => {
    sandbox.faults.add({ kind: 'denied', method: 'GET', path: '/profile/:id', times: 1 });
    await deleteProfile(deletion('Demo'));
    expect(onPlatform(ines.id('Demo'))).toBeUndefined();
  });

  it('removes it for the other accounts that have it, too', async () => {
    const other = await connectByPassword(sandbox, accountNamed(sandbox, 'Sam Okoro'));
    const demo = { ...ines.ref('Demo'), connectionKey: other.key };
    onPlatform(ines.id('Demo'))!.members.push({
      account: other.account.id,
      active: true,
      created_at: sandbox.clock.iso(),
      invitation: crypto.randomUUID(),
    });
    await refreshNow(null);
    expect(await getProfile(demo)).toMatchObject({ shared: true });
    await deleteProfile(deletion('Demo'));
    expect(await getProfile(demo)).toBeUndefined();
  });

  it('needs the password', async () => {
    expect(await failureOf(deleteProfile({ ...deletion('Demo'), password: 'no' }))).toMatchObject({
      code: 'wrong-password',
      field: 'password',
    });
    expect(await getProfile(ines.ref('Demo'))).toBeDefined();
  });

  it('keeps the connection although its token belonged to the profile', async () => {
    const home = (await getConnection(ines.key))!.credential.profileId;
    const name = ines.account.profiles.find(({ id }) => id === home)!.name;
    await deleteProfile(deletion(name));
    const { state, credential } = (await getConnection(ines.key))!;
    expect(state).toBe('ok');
    expect(credential.profileId).not.toBe(home);
    await openProfile(ines.ref('Demo'));
    expect((await getActive()).active).not.toEqual(ines.ref(name));
  });

  it('leaves that token in place when nothing was deleted', async () => {
    const home = (await getConnection(ines.key))!.credential.profileId!;
    const name = ines.account.profiles.find(({ id }) => id === home)!.name;
    await failureOf(deleteProfile({ ...deletion(name), password: 'no' }));
    expect((await getConnection(ines.key))!.credential.profileId).toBe(home);
  });

  it('leaves that token where it was moved to while the deletion may still arrive', async () => {
    const home = (await getConnection(ines.key))!.credential.profileId!;
    const name = ines.account.profiles.find(({ id }) => id === home)!.name;
    sandbox.faults.add({ kind: 'cut', method: 'DELETE', path: '/profile/:id', times: 1 });
    expect(await failureOf(deleteProfile(deletion(name)))).toMatchObject({
      code: 'outcome-unknown',
    });
    expect((await getConnection(ines.key))!.credential.profileId).not.toBe(home);
  });

  it.each(['cut', 'server-error'] as const)(
    'sends nothing, so that nothing is unknown, when it can’t be known whether that token was moved (%s)',
    async (kind) => {
      const home = (await getConnection(ines.key))!.credential.profileId!;
      const { name } = ines.account.profiles.find(({ id }) => id === home)!;
      sandbox.faults.add({ kind, path: '/profile/switch/:id', times: 1 });
      // It was read where the token is.
      sandbox.faults.add({ kind: 'cut', path: '/profile/current', skip: 1 });
      expect(await failureOf(deleteProfile(deletion(name)))).toEqual({ code: 'timeout' });
      expect(sandbox.requests.count({ method: 'DELETE', route: '/profile/:id' })).toBe(0);
      expect(onPlatform(home)).toBeDefined();
    },
  );

  it('keeps the connection although its token was moved there without a response', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, path: '/profile/switch/:id', times: 1 });
    const unread = sandbox.faults.add({ kind: 'cut', path: '/profile/current', skip: 1 });
    expect(
      await failureOf(moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') })),
    ).toMatchObject({ code: 'outcome-unknown' });
    unread.remove();
    await deleteProfile(deletion('Demo'));
    await refreshNow(null);
    const { state, credential } = (await getConnection(ines.key))!;
    expect(state).toBe('ok');
    expect(onPlatform(credential.profileId!)).toBeDefined();
    const token = await readCredential(credentialIdOf(ines.key));
    expect(sandbox.state.tokens.find((row) => row.token === token)?.profile).toBe(credential.profileId);
  });

  it('never moves a pasted token', async () => {
    await freshBrowser();
    const pasted = await connectByToken(sandbox, ines.account);
    await deleteProfile(deletion(ines.account.profiles[0]!.name, pasted));
    expect(sandbox.requests.count({ route: '/profile/switch/:target' })).toBe(0);
  });

  it('asks for the pin where two-factor is on', async () => {
    const leila = await connectByToken(sandbox, accountNamed(sandbox, 'Leila Haddad'));
    const request = deletion('Field trial', leila);
    expect(await failureOf(deleteProfile(request))).toMatchObject({
      code: 'two-factor-needed',
      otpType: 'sms',
    });
  });

  it('accepts the code of the method that TagoIO names, where the account has several', async () => {
    const mira = await connectByToken(sandbox, accountNamed(sandbox, 'Mira Kovač'));
    const account = sandbox.state.accounts.find(({ id }) => id === mira.account.id)!;
    const request = deletion('Field trial', mira);
    const refusal = await failureOf(deleteProfile(request));
    expect(refusal).toMatchObject({ code: 'two-factor-needed', otpType: 'sms' });
    const ofTheApp = authenticatorCode(account, sandbox.clock.now());
    expect(await failureOf(deleteProfile({ ...request, pinCode: ofTheApp }))).toMatchObject({
      code: 'wrong-pin',
    });
    const pinCode = sendCode(sandbox.state, account, 'sms', sandbox.clock.now());
    await deleteProfile({ ...request, pinCode });
    expect(onPlatform(mira.id('Field trial'))).toBeUndefined();
  });

  it('reads the outcome from the platform when the response is lost', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, method: 'DELETE', path: '/profile/:id', times: 1 });
    await deleteProfile(deletion('Demo'));
    expect(await getProfile(ines.ref('Demo'))).toBeUndefined();
  });
});

describe('a list that has the token’s own profile alone', () => {
  beforeEach(() => {
    sandbox.onlyOwnProfileListed = true;
  });
  afterEach(() => {
    sandbox.onlyOwnProfileListed = false;
    sandbox.onlyOwnProfileTokens = false;
  });

  it.each([true, false])(
    'removes no other and revokes nothing (tokens reach only their own: %s)',
    async (only) => {
      const demo = ines.ref('Demo');
      await generateProfileToken({ ...demo, password: ines.account.password });
      const from = Date.now() - 5 * DAY_MS;
      await readHistory({ ...demo, periodicity: 'day', from, to: Date.now() });
      await refreshIdle();
      sandbox.onlyOwnProfileTokens = only;
      await refreshNow(null);
      expect(await listProfiles()).toHaveLength(8);
      expect(await listRevocations()).toEqual([]);
      expect(await readCredential(credentialIdOf(ines.key, demo.profileKey))).not.toBeNull();
      expect(await getHistory(demo.profileKey, 'day', from, Date.now())).not.toEqual([]);
    },
  );

  it('or no profile at all, removes none that the token reads', async () => {
    sandbox.onlyOwnProfileListed = false;
    const before = await listProfiles();
    const body = '{"status": true, "result": []}';
    sandbox.faults.add({ kind: 'raw', method: 'GET', path: '/profile', status: 200, body });
    await refreshNow(null);
    expect(await listProfiles()).toHaveLength(before.length);
    sandbox.faults.clear();
    await refreshNow(null);
    expect(await listProfiles()).toHaveLength(before.length);
  });

  it('keeps shared ones that the token reads, where the account owns no other', async () => {
    sandbox.onlyOwnProfileListed = false;
    const home = (await getConnection(ines.key))!.credential.profileId;
    sandbox.state.profiles = sandbox.state.profiles.filter(
      ({ id, account }) => account !== ines.account.id || id === home,
    );
    await refreshNow(null);
    const before = await listProfiles();
    expect(before.map(({ shared }) => shared)).toContain(true);
    sandbox.onlyOwnProfileListed = true;
    await refreshNow(null);
    expect((await listProfiles()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    sandbox.faults.add({ kind: 'cut', method: 'DELETE', path: '/profile/:id/team/:member' });
    const ref = ines.ref('Tallinn Metering');
    expect(await failureOf(leaveProfile({ ...ref, password: ines.account.password }))).toMatchObject({
      code: 'outcome-unknown',
    });
    expect(await getProfile(ref)).toBeDefined();
  });

  it('removes those that the platform no longer has, some in each refresh, and asks for one that exists', async () => {
    const old = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(24, 'e'));
    const rows = old.map((id, index) =>
      withProfileRef(ines.key, {
        ...{ id, name: id, logoUrl: null, shared: false, ownerAccountId: null },
        position: index - 100,
      }),
    );
    await replaceProfiles(ines.key, rows, { partial: true });
    const kept = (await listProfiles()).length - old.length;
    const asked = () => sandbox.requests.count({ method: 'GET', route: '/profile/:id' });
    const refresh = async () => {
      sandbox.requests.clear();
      await rereadProfiles(ines.key);
      return [(await listProfiles()).length - kept, asked()];
    };
    expect(await refresh()).toEqual([5, 20]);
    expect(await refresh()).toEqual([0, 6]);
    expect(await refresh()).toEqual([0, 1]);
  });

  it('does not make a deletion of one that was refused', async () => {
    expect(await failureOf(deleteProfile({ ...deletion('Demo'), password: 'no' }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await getProfile(ines.ref('Demo'))).toBeDefined();
  });

  it('is whole once the platform has no other anymore', async () => {
    const home = (await getConnection(ines.key))!.credential.profileId;
    sandbox.state.profiles = sandbox.state.profiles.filter(({ id }) => id === home);
    await refreshNow(null);
    expect((await listProfiles()).map(({ id }) => id)).toEqual([home]);
  });
});

describe('leaving a shared profile', () => {
  it('first checks the password with the platform', async () => {
    const ref = ines.ref('Tallinn Metering');
    expect(await failureOf(leaveProfile({ ...ref, password: 'no' }))).toMatchObject({
      code: 'wrong-password',
    });
    expect(sandbox.requests.count({ method: 'DELETE' })).toBe(0);
    await leaveProfile({ ...ref, password: ines.account.password });
    expect(await getProfile(ref)).toBeUndefined();
    const left = onPlatform(ines.id('Tallinn Metering'))!;
    expect(left.members.some(({ account }) => account === ines.account.id)).toBe(false);
    expect(await lastInJournal()).toEqual({ what: 'profile-left', subject: 'Tallinn Metering' });
  });

  describe('that the extension token belongs to', () => {
    const asMember = () => sandbox.state.accounts.find(({ id }) => id === guest.account.id)!;
    let guest: ConnectedAccount;

    /** Connects an account that owns no profile and is a member of two. */
    beforeEach(async () => {
      const sam = accountNamed(sandbox, 'Sam Okoro');
      sandbox.state.profiles = sandbox.state.profiles.filter(({ account }) => account !== sam.id);
      sandbox.state.tokens = sandbox.state.tokens.filter(({ created_by }) => created_by !== sam.id);
      for (const name of ['Demo', 'Acme Farms'])
        onPlatform(ines.id(name))!.members.push({
          account: sam.id,
          active: true,
          created_at: sandbox.clock.iso(),
          invitation: crypto.randomUUID(),
        });
      guest = await connectByPassword(sandbox, accountNamed(sandbox, 'Sam Okoro'));
    });
    const home = async () => (await getConnection(guest.key))!.credential.profileId!;
    const leaveHome = async () =>
      leaveProfile({
        connectionKey: guest.key,
        profileKey: profileKeyOf(originOf(sandbox), await home()),
        password: guest.account.password,
      });
    const nameOf = (id: string) => onPlatform(id)!.name;

    it('keeps the connection: the token is moved to another shared profile', async () => {
      const left = await home();
      await leaveHome();
      expect(onPlatform(left)!.members.some(({ account }) => account === guest.account.id)).toBe(false);
      await refreshNow(null);
      expect((await getConnection(guest.key))!.state).toBe('ok');
      expect(['Demo', 'Acme Farms']).toContain(nameOf(await home()));
      expect(await home()).not.toBe(left);
    });

    it('leaves the token there when the platform refuses to let the person go', async () => {
      const before = await home();
      sandbox.faults.add({
        kind: 'failure',
        status: 400,
        message: 'No',
        method: 'DELETE',
        path: '/profile/:id/team/:id',
      });
      expect(await failureOf(leaveHome())).toMatchObject({ code: 'refused' });
      expect(await home()).toBe(before);
    });

    it('is left with the token in it where the platform does not move the token', async () => {
      const path = '/profile/switch/:id';
      sandbox.faults.add({ kind: 'failure', status: 400, message: 'No', method: 'PUT', path });
      const left = await home();
      await leaveHome();
      expect(onPlatform(left)!.members.some(({ account }) => account === guest.account.id)).toBe(false);
    });

    it('is left with the token in it where a token reaches its own profile only', async () => {
      asMember().onlyOwnProfileTokens = true;
      const left = await home();
      await leaveHome();
      expect(onPlatform(left)!.members.some(({ account }) => account === guest.account.id)).toBe(false);
    });
  });

  it('is refused for an owned profile', async () => {
    expect(await failureOf(leaveProfile({ ...ines.ref('Demo'), password: 'any' }))).toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('opening a profile', () => {
  it('reads info, team and tokens', async () => {
    const ref = ines.ref('Acme Farms');
    await openProfile(ref);
    expect(await getProfile(ref)).toMatchObject({ plan: 'scale', createdAt: expect.any(Number) });
    expect((await getTeam(ref))?.members.length).toBeGreaterThan(0);
    expect((await getTokens(ref))?.tokens.length).toBeGreaterThan(0);
  });

  it('stores a failure with the part that failed and the rest as usual, and throws it', async () => {
    const ref = ines.ref('Acme Farms');
    sandbox.faults.add({ kind: 'server-error', path: '/profile/:id/team' });
    await expect(openProfile(ref)).rejects.toMatchObject({ failure: { code: 'server' } });
    expect(await getTeam(ref)).toMatchObject({ fetchedAt: null, failure: { failure: { code: 'server' } } });
    expect((await getTokens(ref))?.failure).toBeNull();
    sandbox.faults.clear();
    await openProfile(ref);
    expect((await getTeam(ref))?.failure).toBeNull();
  });
});

describe('a change that the platform made while the disk here is full', () => {
  const withFullDisk = async <T>(work: () => Promise<T>): Promise<T> => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const spies = (['put', 'add', 'delete'] as const).map((name) =>
      vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(full),
    );
    try {
      return await work();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  };

  it('is not reported as failed', async () => {
    const demo = ines.ref('Demo');
    const added = await withFullDisk(() =>
      addProfile({ connectionKey: ines.key, name: 'Orchard', allocateFreeResources: false }),
    );
    expect(onPlatform(platformIdOf(added.profileKey))?.name).toBe('Orchard');
    expect(added.isStored).toBe(false);
    expect(await withFullDisk(() => renameProfile({ ...demo, name: 'Demo 2' }))).toBeNull();
    expect(onPlatform(platformIdOf(demo.profileKey))?.name).toBe('Demo 2');
    const made = await withFullDisk(() =>
      createToken({
        ...demo,
        name: 'Gateway',
        permission: 'read',
        expireTime: '1 month',
        password: ines.account.password,
      }),
    );
    expect(made.token).toMatch(/^p-/);
  });
});
