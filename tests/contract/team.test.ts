import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { Account, clientOf, raw, regionOf } from './clients.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ limits: { scale: 'off' } });
});
afterEach(() => sandbox.close());

const ines = () => accountOf(sandbox, 'plain');
const noor = () => sandbox.accounts.find(({ email }) => email === 'noor@field.example')!;
const acme = () => ines().profiles[0]!.id;
const owner = () => clientOf(sandbox, ines().token);
const invited = () => clientOf(sandbox, noor().token);
const invitation = async (client = invited()) =>
  (await client.notifications.list()).find((one) => one.buttons.length > 0)!;
const press = async (label: string) => {
  const { id, buttons } = await invitation();
  const wanted = buttons.find((button) =>
    button.triggers.some((t) => 'share_profile' in t && t.share_profile === label),
  );
  return invited().notifications.notificationButton(id, wanted!.id);
};
const sees = async (name: string) =>
  (await invited().profiles.list()).some((profile) => profile.name === name);

describe('invitations', () => {
  test('are pending until they are accepted through the notification', async () => {
    expect(await owner().profiles.addTeamMember(acme(), noor().email)).toBe('User invited');
    const pending = (await owner().profiles.teamList(acme())).find(({ email }) => email === noor().email);
    expect(pending).toMatchObject({ id: noor().id, name: 'Noor Aziz', active: false });
    expect(await sees('Acme Farms')).toBe(false);
    expect(await invitation()).toMatchObject({
      read: false,
      buttons_enabled: true,
      created_at: expect.any(Date),
    });
    await press('accept');
    expect(
      (await owner().profiles.teamList(acme())).find(({ email }) => email === noor().email)?.active,
    ).toBe(true);
    const shared = (await invited().profiles.list()).find((profile) => profile.name === 'Acme Farms');
    expect(shared).toMatchObject({ from_share: true, account: ines().id });
    await expect(invited().profiles.summary(acme())).resolves.toHaveProperty('limit');
    await expect(press('accept')).rejects.toMatch(/disabled/);
  });

  test('share nothing when they are declined, and can be repeated', async () => {
    await owner().profiles.addTeamMember(acme(), noor().email);
    await press('refuse');
    expect((await owner().profiles.teamList(acme())).map(({ email }) => email)).toEqual([
      'olga@field.example',
    ]);
    expect(await sees('Acme Farms')).toBe(false);
    await expect(owner().profiles.addTeamMember(acme(), noor().email)).resolves.toBe('User invited');
  });

  test('are accepted and declined by the links of the email', async () => {
    await owner().profiles.addTeamMember(acme(), noor().email);
    const secret = sandbox.state.profiles[0]!.members.at(-1)!.invitation;
    await expect(Account.declineTeamInvitation(secret, regionOf(sandbox))).resolves.toBe(
      'Invitation declined',
    );
    await expect(Account.acceptTeamInvitation(secret, regionOf(sandbox))).rejects.toBe(
      'Invitation not found',
    );
    await owner().profiles.addTeamMember(acme(), noor().email);
    const again = sandbox.state.profiles[0]!.members.at(-1)!.invitation;
    await expect(Account.acceptTeamInvitation(again, regionOf(sandbox))).resolves.toBe('Invitation accepted');
    expect(await sees('Acme Farms')).toBe(true);
  });

  test('expire after seven days', async () => {
    await owner().profiles.addTeamMember(acme(), noor().email);
    sandbox.clock.advance(7 * 86_400_000);
    expect((await owner().profiles.teamList(acme())).map(({ email }) => email)).toEqual([
      'olga@field.example',
    ]);
    expect((await invitation()).buttons_enabled).toBe(false);
  });

  test('can be withdrawn before they are accepted', async () => {
    await owner().profiles.addTeamMember(acme(), noor().email);
    await owner().profiles.deleteTeamMember(acme(), noor().id);
    await expect(press('accept')).rejects.toMatch(/disabled/);
  });

  test.each([
    ['somebody without an account', 'nobody@field.example', 'Account not found'],
    ['an account of another region', 'kaarel@tallinn.example', 'Account not found'],
    ['a member', 'olga@field.example', 'User is already a team member'],
    ['oneself', 'ines@acme.example', 'You cannot invite yourself'],
    ['a text that is no email', 'noor', 'Invalid email'],
  ])('of %s are refused', async (_, email, message) => {
    await expect(owner().profiles.addTeamMember(acme(), email)).rejects.toBe(message);
  });

  test('are refused for somebody already invited, and above the plan’s number of members', async () => {
    await owner().profiles.addTeamMember(acme(), 'noor@field.example');
    await expect(owner().profiles.addTeamMember(acme(), 'noor@field.example')).rejects.toBe(
      'User already invited',
    );
    for (const name of ['sam', 'yuki', 'ana'])
      await owner().profiles.addTeamMember(acme(), `${name}@field.example`);
    await expect(owner().profiles.addTeamMember(acme(), 'marta@linden.example')).rejects.toMatch(
      /limit of team members/,
    );
    const full = accountOf(sandbox, 'at-limits');
    await expect(
      clientOf(sandbox, full.token).profiles.addTeamMember(full.profiles[0]!.id, 'sam@field.example'),
    ).rejects.toMatch(/limit of team members/);
  });
});

describe('an account with a number of its own', () => {
  test('may invite more people to a profile than its plan includes', async () => {
    sandbox.state.accounts.find(({ id }) => id === ines().id)!.teamLimit = 10;
    for (const name of ['noor', 'sam', 'yuki', 'ana'])
      await owner().profiles.addTeamMember(acme(), `${name}@field.example`);
    expect(await owner().profiles.addTeamMember(acme(), 'marta@linden.example')).toBe('User invited');
  });
});

describe('an invitation that expired', () => {
  test('may still be listed, and takes no place', async () => {
    sandbox.listsExpiredInvitations = true;
    const full = accountOf(sandbox, 'at-limits');
    const [first] = full.profiles;
    sandbox.state.profiles.find(({ id }) => id === first!.id)!.members = [];
    const { profiles } = clientOf(sandbox, full.token);
    await profiles.addTeamMember(first!.id, 'sam@field.example');
    sandbox.clock.advance(8 * 86_400_000);
    expect(await profiles.teamList(first!.id)).toMatchObject([{ email: 'sam@field.example', active: false }]);
    await profiles.addTeamMember(first!.id, 'yuki@field.example');
    await expect(profiles.addTeamMember(first!.id, 'sam@field.example')).rejects.toMatch(
      /limit of team members/,
    );
  });
});

describe('members', () => {
  test('read the shared profile, but only its owner manages it', async () => {
    const shared = ines().profiles.find((profile) => profile.shared)!.id;
    const team = await owner().profiles.teamList(shared);
    expect(team.map(({ email }) => email)).toContain('ines@acme.example');
    await expect(owner().profiles.addTeamMember(shared, noor().email)).rejects.toBe('Authorization Denied');
    await expect(owner().profiles.deleteTeamMember(shared, noor().id)).rejects.toBe('Authorization Denied');
    await expect(owner().profiles.auditLog(shared)).rejects.toBe('Authorization Denied');
  });

  test('may leave, which revokes their tokens of that profile', async () => {
    const shared = ines().profiles.find((profile) => profile.shared)!.id;
    const { token } = await owner().profiles.tokenCreate(shared, {
      name: 'Mine',
      permission: 'full',
      email: ines().email,
      password: ines().password,
    });
    await owner().profiles.deleteTeamMember(shared, ines().id);
    expect((await owner().profiles.list()).map(({ id }) => id)).not.toContain(shared);
    await expect(clientOf(sandbox, token).profiles.list()).rejects.toBe('Authorization denied');
  });

  test('are removed by the owner', async () => {
    const olga = sandbox.accounts.find(({ email }) => email === 'olga@field.example')!;
    await owner().profiles.deleteTeamMember(acme(), olga.id);
    expect(await owner().profiles.teamList(acme())).toEqual([]);
    await expect(owner().profiles.deleteTeamMember(acme(), olga.id)).rejects.toBe('Team member not found');
  });
});

describe('Notifications', () => {
  test('are marked as read and unread, one or all, and removed', async () => {
    const { notifications } = owner();
    const { id } = await notifications.create({ title: 'Hello', message: 'One' });
    await notifications.create({ title: 'Hello', message: 'Two' });
    const unread = async () => (await notifications.list({ filter: { read: false } })).length;
    expect(await unread()).toBe(2);
    await notifications.markAsRead(id);
    expect(await unread()).toBe(1);
    await notifications.markAsUnread([id]);
    expect(await unread()).toBe(2);
    await notifications.markAllAsRead();
    expect(await unread()).toBe(0);
    await notifications.remove(id);
    expect((await notifications.list()).map(({ message }) => message)).toEqual(['Two']);
    expect(await invited().notifications.list()).toEqual([]);
  });

  test('refuse a button that does not exist', async () => {
    await expect(owner().notifications.notificationButton('f'.repeat(24), 'x')).rejects.toBe(
      'Notification not found',
    );
  });

  test('show an invitation that the admin route sent on the owner’s behalf', async () => {
    await raw(sandbox, '/__sandbox/invite', {
      method: 'POST',
      body: { profile: acme(), email: noor().email },
    });
    expect((await invitation()).message).toContain('Acme Farms');
  });
});
