import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rereadProfiles } from '../../../../lib/actions/profiles/profiles.ts';
import { answerInvitation, readNotifications } from '../../../../lib/actions/team/notifications.ts';
import { resendInvitation } from '../../../../lib/actions/team/resend-invitation.ts';
import { inviteMembers, readTeam, removeMember } from '../../../../lib/actions/team/team.ts';
import { callAsAccount } from '../../../../lib/calls/call.ts';
import { putButton } from '../../../../lib/platform/notifications.ts';
import { onStoreChange } from '../../../../lib/store/changes.ts';
import { getConnection } from '../../../../lib/store/connections.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { getNotifications } from '../../../../lib/store/notifications.ts';
import { listProfiles } from '../../../../lib/store/profiles.ts';
import { getTeam } from '../../../../lib/store/team.ts';
import { getUsage } from '../../../../lib/store/usage.ts';
import { invite } from '../../../sandbox/invitations.ts';
import {
  accountNamed,
  type ConnectedAccount,
  connectByToken,
  failureOf,
  lastInJournal,
} from '../connected-account.ts';
import { damageRows } from '../damage-rows.ts';
import { failWritesTo } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

withConnectedAccount('token');

const guest = (name: string) => accountNamed(sandbox, name);
const onPlatform = (id: string) => sandbox.state.profiles.find((profile) => profile.id === id)!;
const emailsOf = async (name: string) => (await getTeam(ines.ref(name)))?.members.map(({ email }) => email);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('inviting', () => {
  it('returns one result per address and reads the team again', async () => {
    const emails = [
      ' sam@field.example',
      'SAM@field.example',
      'yuki@field.example',
      'nobody@nowhere.example',
      'no address',
      '',
    ];
    const results = await inviteMembers({ ...ines.ref('Demo'), emails });
    expect(results.map(({ email, failure }) => [email, failure?.code ?? null])).toEqual([
      ['SAM@field.example', null],
      ['yuki@field.example', null],
      ['nobody@nowhere.example', 'no-account'],
      ['no address', 'invalid-input'],
    ]);
    expect((await emailsOf('Demo'))?.sort()).toEqual(['sam@field.example', 'yuki@field.example']);
    expect((await getTeam(ines.ref('Demo')))?.members.every(({ active }) => !active)).toBe(true);
    expect((await listJournal()).filter(({ what }) => what === 'member-invited')).toHaveLength(2);
  });

  it('stops sending at the rate limit', async () => {
    sandbox.faults.add({
      kind: 'rate-limit',
      method: 'POST',
      path: '/profile/:id/team',
      retryAfter: 20,
      skip: 1,
    });
    const results = await inviteMembers({
      ...ines.ref('Demo'),
      emails: ['sam@field.example', 'yuki@field.example', 'ana@field.example'],
    });
    expect(results.map(({ failure }) => failure?.code ?? null)).toEqual([
      null,
      'rate-limited',
      'rate-limited',
    ]);
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(2);
    expect(results[2]?.failure?.retryAfterMs).toBe(20_000);
  });

  it('is refused for a shared profile without a request', async () => {
    expect(
      await failureOf(inviteMembers({ ...ines.ref('Tallinn Metering'), emails: ['sam@field.example'] })),
    ).toMatchObject({ code: 'not-allowed' });
    expect(sandbox.requests.count()).toBe(0);
  });

  it('reads from the platform whether the invitation was sent when the response is lost', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path: '/profile/:id/team', times: 1 });
    expect(await inviteMembers({ ...ines.ref('Demo'), emails: ['sam@field.example'] })).toMatchObject([
      { failure: null },
    ]);
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/profile/:id/team', times: 1 });
    expect(await inviteMembers({ ...ines.ref('Demo'), emails: ['yuki@field.example'] })).toMatchObject([
      { failure: { code: 'outcome-unknown' } },
    ]);
  });

  it('again replaces the old invitation, so that its days start over', async () => {
    const yuki = guest('Yuki Mori');
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    const member = onPlatform(ines.id('Demo')).members[0]!;
    member.created_at = new Date(sandbox.clock.now() - 5 * 864e5).toISOString();
    await resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email });
    const [again, ...others] = (await getTeam(ines.ref('Demo')))!.members;
    expect(others).toEqual([]);
    expect(sandbox.clock.now() - again!.since!).toBeLessThan(60_000);
  });

  it('is not taken for sent because somebody invited the person elsewhere', async () => {
    await readTeam({ refs: [ines.ref('Demo')] });
    const owner = sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
    invite(sandbox, onPlatform(ines.id('Demo')), 'sam@field.example', owner);
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/profile/:id/team', times: 1 });
    expect(await inviteMembers({ ...ines.ref('Demo'), emails: ['sam@field.example'] })).toMatchObject([
      { failure: { code: 'outcome-unknown' } },
    ]);
  });

  it('says of a blocked person that they are, and not that one’s own account is; the others are invited', async () => {
    const states = new Set<string | undefined>();
    const stop = onStoreChange(({ store }) => {
      if (store === 'connections') void getConnection(ines.key).then((one) => states.add(one?.state));
    });
    const fault = { kind: 'failure', status: 400, message: 'The account of this user is blocked' } as const;
    sandbox.faults.add({ ...fault, method: 'POST', path: '/profile/:id/team', times: 1 });
    const emails = ['sam@field.example', 'yuki@field.example'];
    expect(await inviteMembers({ ...ines.ref('Demo'), emails })).toMatchObject([
      { failure: { code: 'refused', detail: fault.message } },
      { failure: null },
    ]);
    stop();
    expect([...states, (await getConnection(ines.key))?.state]).not.toContain('blocked');
  });

  it('again never removes somebody who accepts right then', async () => {
    const yuki = guest('Yuki Mori');
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    sandbox.faults.add({
      kind: 'elsewhere',
      method: 'POST',
      path: '/profile/:id/team',
      times: 1,
      run: () => {
        onPlatform(ines.id('Demo')).members[0]!.active = true;
      },
    });
    expect(
      await failureOf(resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email })),
    ).toEqual({ code: 'not-allowed', detail: 'ruleAlreadyMember' });
    expect(onPlatform(ines.id('Demo')).members).toHaveLength(1);
  });

  it.each([
    { kind: 'failure', status: 400, message: 'The team is full' } as const,
    { kind: 'server-error' } as const,
  ])(
    'again says so when the old invitation was canceled and no new one could be sent: $kind',
    async (fault) => {
      const yuki = guest('Yuki Mori');
      await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
      sandbox.faults.add({ ...fault, method: 'POST', path: '/profile/:id/team', skip: 1 });
      expect(
        await failureOf(resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email })),
      ).toEqual({ code: 'not-allowed', detail: 'ruleInvitationCanceled' });
      expect((await getTeam(ines.ref('Demo')))?.members).toEqual([]);
    },
  );

  it('again isn’t said to have failed where a gateway gave up on it: it may still be sent', async () => {
    const yuki = guest('Yuki Mori');
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    const fault = { kind: 'failure', status: 504, message: 'Gateway Time-out' } as const;
    sandbox.faults.add({ ...fault, method: 'POST', path: '/profile/:id/team', skip: 1 });
    expect(
      await failureOf(resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email })),
    ).toEqual({ code: 'outcome-unknown', detail: 'not-seen' });
  });

  it('again never removes a member who accepted meanwhile', async () => {
    const yuki = guest('Yuki Mori');
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    onPlatform(ines.id('Demo')).members[0]!.active = true;
    expect(
      await failureOf(resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email })),
    ).toMatchObject({ code: 'not-allowed' });
    expect(onPlatform(ines.id('Demo')).members).toHaveLength(1);
  });
});

describe('removing a person', () => {
  it('from several profiles returns one result each', async () => {
    const sam = guest('Sam Okoro');
    for (const name of ['Demo', 'Acme Farms']) {
      await inviteMembers({ ...ines.ref(name), emails: [sam.email] });
    }
    sandbox.faults.add({ kind: 'server-error', method: 'DELETE', profile: ines.id('Acme Farms') });
    const from = ['Demo', 'Acme Farms', 'Tallinn Metering'].map((name) => ({
      ...ines.ref(name),
      active: false,
    }));
    const results = await removeMember({ accountId: sam.id, from });
    expect(results.map(({ failure }) => failure?.code ?? null)).toEqual([null, 'server', 'not-allowed']);
    expect(await emailsOf('Demo')).toEqual([]);
    expect(await emailsOf('Acme Farms')).toContain(sam.email);
    expect(await lastInJournal()).toEqual({ what: 'member-removed', subject: sam.email });
  });

  it('returns the result of each profile although a full disk can’t store the list', async () => {
    const sam = guest('Sam Okoro');
    const names = ['Demo', 'Acme Farms'];
    for (const name of names) {
      await inviteMembers({ ...ines.ref(name), emails: [sam.email] });
      for (const member of onPlatform(ines.id(name)).members) member.active = true;
    }
    const full = failWritesTo('team');
    const results = await removeMember({
      accountId: sam.id,
      from: names.map((name) => ({ ...ines.ref(name), active: true })),
    });
    full.mockRestore();
    expect(results.map(({ failure }) => failure)).toEqual([null, null]);
    expect((await listJournal()).filter(({ what }) => what === 'member-removed')).toHaveLength(2);
  });

  it('isn’t in the journal where the invitation had lapsed: nobody was removed', async () => {
    const sam = guest('Sam Okoro');
    await inviteMembers({ ...ines.ref('Demo'), emails: [sam.email] });
    onPlatform(ines.id('Demo')).members = [];
    const from = [{ ...ines.ref('Demo'), active: false }];
    expect(await removeMember({ accountId: sam.id, from })).toMatchObject([{ failure: null }]);
    expect((await getTeam(ines.ref('Demo')))?.members).toEqual([]);
    expect(await lastInJournal()).toMatchObject({ what: 'member-invited' });
  });

  it('as an invitation leaves a member who accepted meanwhile, until that is confirmed', async () => {
    const yuki = guest('Yuki Mori');
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    onPlatform(ines.id('Demo')).members[0]!.active = true;
    const removeAs = async (active: boolean) =>
      (await removeMember({ accountId: yuki.id, from: [{ ...ines.ref('Demo'), active }] }))[0]?.failure;
    expect(await removeAs(false)).toEqual({ code: 'not-allowed', detail: 'ruleAlreadyMember' });
    expect((await getTeam(ines.ref('Demo')))?.members[0]?.active).toBe(true);
    expect(await removeAs(true)).toBeNull();
    expect(onPlatform(ines.id('Demo')).members).toEqual([]);
  });
});

describe('a row of the team that can’t be read', () => {
  const TEAM = /\/team$/;
  const DAMAGES = [
    ['without an id', { id: null }],
    ['with a text instead of “active”', { active: 'false' }],
    ['with a number instead of “active”', { active: 0 }],
  ] as const;
  let sam: ReturnType<typeof guest>;
  const failuresOfRemoval = async (active: boolean) =>
    (await removeMember({ accountId: sam.id, from: [{ ...ines.ref('Demo'), active }] })).map(
      ({ failure }) => failure,
    );

  beforeEach(async () => {
    sam = guest('Sam Okoro');
    for (const { email } of [sam, guest('Yuki Mori')])
      await inviteMembers({ ...ines.ref('Demo'), emails: [email] });
  });

  it.each(DAMAGES)('%s: is no person who was removed', async (_what, damage) => {
    onPlatform(ines.id('Demo')).members[0]!.active = true;
    damageRows(TEAM, (row) => (row.id === sam.id ? { ...row, ...damage } : row));
    sandbox.faults.add({ kind: 'server-error', method: 'DELETE' });
    expect(await failuresOfRemoval(true)).toEqual([{ code: 'outcome-unknown', detail: 'not-read' }]);
    expect(await emailsOf('Demo')).toEqual(['yuki@field.example']);
    expect(await lastInJournal()).toMatchObject({ what: 'member-invited' });
  });

  it.each(DAMAGES)('%s: is no invitation that lapsed: none is canceled or sent', async (_what, damage) => {
    damageRows(TEAM, (row) => (row.id === sam.id ? { ...row, ...damage } : row));
    sandbox.requests.clear();
    expect(await failuresOfRemoval(false)).toMatchObject([{ code: 'malformed' }]);
    const again = resendInvitation({ ...ines.ref('Demo'), accountId: sam.id, email: sam.email });
    expect(await failureOf(again)).toMatchObject({ code: 'malformed' });
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(0);
  });

  it('is no person who wasn’t invited before', async () => {
    const isSent = () => sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' }) > 0;
    sandbox.requests.clear();
    damageRows(TEAM, (row) => (row.id === sam.id && !isSent() ? { ...row, id: null } : row));
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/profile/:id/team', times: 1 });
    expect(await inviteMembers({ ...ines.ref('Demo'), emails: [sam.email] })).toMatchObject([
      { failure: { code: 'outcome-unknown' } },
    ]);
  });
});

describe('reading teams', () => {
  it('of all profiles stores a failure with its profile only', async () => {
    sandbox.faults.add({ kind: 'server-error', path: '/profile/:id/team', profile: ines.id('Demo') });
    await readTeam({
      refs: (await listProfiles()).map(({ connectionKey, profileKey }) => ({ connectionKey, profileKey })),
    });
    expect((await getTeam(ines.ref('Demo')))?.failure?.failure.code).toBe('server');
    expect((await getTeam(ines.ref('Acme Farms')))?.members.length).toBeGreaterThan(0);
  });
});

describe('invitations to this account', () => {
  let sam: ConnectedAccount;

  beforeEach(async () => {
    sam = await connectByToken(sandbox, guest('Sam Okoro'));
    const owner = sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
    invite(sandbox, onPlatform(ines.id('Demo')), sam.account.email, owner);
    await readNotifications({ connectionKey: sam.key });
  });
  const pending = async () => (await getNotifications(sam.key))!.items.filter(({ invitation }) => invitation);

  it('add the profile when accepted, with one request for a double click', async () => {
    const [invitation] = await pending();
    const request = { connectionKey: sam.key, notificationId: invitation!.id, answer: 'accept' } as const;
    await Promise.all([answerInvitation(request), answerInvitation(request)]);
    expect(sandbox.requests.count({ method: 'PUT', route: '/notification/:id/:button' })).toBe(1);
    expect(await pending()).toEqual([]);
    const mine = (await listProfiles()).filter(({ connectionKey }) => connectionKey === sam.key);
    const added = mine.find(({ shared }) => shared)!;
    expect(added.name).toBe('Demo');
    await vi.waitFor(async () => expect((await getUsage(added))?.fetchedAt).toBeGreaterThan(0));
    expect(await lastInJournal()).toMatchObject({ what: 'invitation-answered' });
  });

  const notify = (count: number, at: number) => {
    for (let number = 0; number < count; number++)
      sandbox.state.notifications.push({
        id: `${at}-${number}`,
        account: sam.account.id,
        title: 'Data input at 90 %',
        message: '',
        read: false,
        icon: null,
        buttons: [],
        buttons_enabled: false,
        buttons_autodisable: false,
        created_at: new Date(at).toISOString(),
        invitation: null,
      });
  };

  it('are found and accepted below any number of newer notifications', async () => {
    notify(130, sandbox.clock.now() + 1000);
    await readNotifications({ connectionKey: sam.key });
    const [invitation] = await pending();
    expect(invitation).toBeDefined();
    await answerInvitation({ connectionKey: sam.key, notificationId: invitation!.id, answer: 'accept' });
    expect(onPlatform(ines.id('Demo')).members).toMatchObject([{ account: sam.account.id, active: true }]);
  });

  it('are not looked for among notifications that are older than an invitation can be', async () => {
    notify(500, sandbox.clock.now() - 10 * 864e5);
    sandbox.requests.clear();
    await readNotifications({ connectionKey: sam.key });
    expect(await pending()).toHaveLength(1);
    expect(sandbox.requests.count({ route: '/notification' })).toBeLessThanOrEqual(2);
  });

  it('disappear when refused', async () => {
    const [invitation] = await pending();
    await answerInvitation({ connectionKey: sam.key, notificationId: invitation!.id, answer: 'refuse' });
    expect(await pending()).toEqual([]);
    expect(onPlatform(ines.id('Demo')).members).toEqual([]);
  });

  it('disappear once answered, also where the list can’t be read then', async () => {
    const [invitation] = await pending();
    // The first read is the one before the answer.
    sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/notification', skip: 1 });
    await answerInvitation({ connectionKey: sam.key, notificationId: invitation!.id, answer: 'refuse' });
    expect(await pending()).toEqual([]);
  });

  it.each([
    ['an id', { id: null }],
    ['its buttons', { buttons: 'none' }],
  ])('aren’t refused because %s can’t be read', async (_what, damage) => {
    const [invitation] = await pending();
    const isSent = () => sandbox.requests.count({ method: 'PUT' }) > 0;
    notify(1, sandbox.clock.now());
    damageRows(/\/notification\/?$/, (row) =>
      row.id === invitation!.id && isSent() ? { ...row, ...damage } : row,
    );
    sandbox.faults.add({ kind: 'server-error', method: 'PUT', path: '/notification/:id/:button' });
    const request = { connectionKey: sam.key, notificationId: invitation!.id, answer: 'refuse' } as const;
    expect(await failureOf(answerInvitation(request))).toEqual({
      code: 'outcome-unknown',
      detail: 'not-read',
    });
    expect(await lastInJournal()).not.toMatchObject({ what: 'invitation-answered' });
  });

  it('get one answer, though the opposite comes at the same time', async () => {
    const [invitation] = await pending();
    const request = { connectionKey: sam.key, notificationId: invitation!.id } as const;
    const [, failure] = await Promise.all([
      answerInvitation({ ...request, answer: 'accept' }),
      failureOf(answerInvitation({ ...request, answer: 'refuse' })),
    ]);
    expect(failure).toMatchObject({ code: 'not-found' });
    expect(sandbox.requests.count({ method: 'PUT', route: '/notification/:id/:button' })).toBe(1);
  });

  it('that were accepted elsewhere aren’t declined', async () => {
    const [invitation] = await pending();
    await callAsAccount(sam.key, (api) =>
      putButton(api, invitation!.id, invitation!.invitation!.acceptButtonId),
    );
    const request = { connectionKey: sam.key, notificationId: invitation!.id, answer: 'refuse' } as const;
    expect(await failureOf(answerInvitation(request))).toMatchObject({ code: 'not-found' });
    expect(await pending()).toEqual([]);
  });

  it('are accepted, though the response is lost and a refresh sees the profile first', async () => {
    const [invitation] = await pending();
    sandbox.faults.add({ kind: 'cut', after: true, method: 'PUT', path: '/notification/:id/:button' });
    const held = sandbox.faults.add({ kind: 'hold', method: 'GET', path: '/notification', skip: 1 });
    const request = { connectionKey: sam.key, notificationId: invitation!.id, answer: 'accept' } as const;
    const answered = answerInvitation(request);
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await rereadProfiles(sam.key);
    held.remove();
    await answered;
    expect(await lastInJournal()).toMatchObject({ what: 'invitation-answered' });
  });

  it('that expired fail and are no longer shown', async () => {
    const [invitation] = await pending();
    onPlatform(ines.id('Demo')).members[0]!.created_at = new Date(
      sandbox.clock.now() - 8 * 864e5,
    ).toISOString();
    expect(
      (
        await failureOf(
          answerInvitation({ connectionKey: sam.key, notificationId: invitation!.id, answer: 'accept' }),
        )
      ).code,
    ).toMatch(/not-found|refused/);
    expect(await pending()).toEqual([]);
  });
});
