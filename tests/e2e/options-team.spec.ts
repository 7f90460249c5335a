import { accountOf, ines, profileNamed } from '../sandbox/accounts-list.ts';
import { invite, leave } from '../sandbox/invitations.ts';
import { words } from './english-words.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { BOTH, LONG, LONG_IN_BOTH } from './tags.ts';

test(
  'a pasted list is invited with one result each; invitations are resent and canceled',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await expect(options.page.getByText('1 of 5 team members (Scale plan)')).toBeVisible();
    await options.button('Invite…').click();
    const emails = options.field('Email addresses');
    await emails.fill('Sam <sam@field.example>, nobody@nowhere.example\nolga@field.example; not an address');
    await options.dialog.getByRole('button', { name: 'Invite 2 people' }).click();
    await expect(emails).toHaveAccessibleDescription(/not an address.* doesn’t look like an email address/);
    await emails.fill('Sam <sam@field.example>, nobody@nowhere.example\nolga@field.example');
    await expect(emails).toHaveAccessibleDescription(/Already on the team: olga@field\.example\./);
    await emails.fill('Sam <sam@field.example>, nobody@nowhere.example\nines@acme.example');
    await expect(emails).toHaveAccessibleDescription(/Already the owner: ines@acme\.example\./);
    const invitations = { method: 'POST', route: '/profile/:id/team' } as const;
    expect(sandbox.requests.count(invitations)).toBe(0);
    await emails.fill('Sam <sam@field.example>, nobody@nowhere.example');
    await options.dialog.getByRole('button', { name: 'Invite 2 people' }).click();
    const result = (who: string) => options.dialog.getByRole('listitem').filter({ hasText: who });
    await expect(result('sam@field.example')).toContainText('Invited');
    await expect(result('nobody@nowhere.example')).toContainText(
      'There’s no TagoIO account with this email yet',
    );
    // What was refused can be corrected, and isn't sent again as it is.
    await expect(emails).toHaveValue('nobody@nowhere.example');
    await expect(emails).toHaveAccessibleDescription(/nobody@nowhere\.example: There’s no TagoIO account/);
    await options.dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await emails.fill('SAM@field.example');
    await expect(emails).toHaveAccessibleDescription(/Already invited: SAM@field\.example\./);
    expect(sandbox.requests.count(invitations)).toBe(2);
    await options.page.keyboard.press('Escape');
    await expect(options.button('Invite…')).toBeFocused();

    const sam = options.row('sam@field.example');
    await expect(sam).toContainText(/invited, expires .*in 7 days/);
    const profile = profileNamed(sandbox, 'Acme Farms');
    const invitationOf = () => profile.members.find((one) => !one.active)?.invitation;
    const before = invitationOf();
    await sam.getByRole('button', { name: /^Resend/ }).click();
    await expect(options.text('It expires in 7 days')).toBeVisible();
    expect(invitationOf()).not.toBe(before);
    await sam.getByRole('button', { name: /^Remove/ }).click();
    await expect(options.dialog).toContainText('This cancels the invitation to sam@field.example.');
    await options.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(sam).toHaveCount(0);
    expect(profile.members.map(({ active }) => active)).toEqual([true]);
  },
);

test(
  'inviting is explained where the plan’s number is reached, and disabled with the reason where the role forbids it',
  LONG,
  async ({ extension, sandbox }) => {
    const petra = accountOf(sandbox, 'at-limits');
    await connect(extension, petra);
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile(petra.profiles[0]?.name ?? '', 'navTeam');
    await expect(options.button('Invite…')).toBeEnabled();
    await expect(
      options.page.getByText(
        'The Starter plan includes 1 team member per profile, and this profile has at least that',
      ),
    ).toBeVisible();
    await options.profile('Tallinn Metering', 'navTeam');
    await expect(options.button('Invite…')).toBeDisabled();
    await expect(options.page.getByText('Only its owner can manage the team')).toBeVisible();
  },
);

test('whoever has one profile invites to that, by its name', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'invitable');
  const owner = sandbox.state.accounts.find(({ id }) => id === account.id);
  if (owner) owner.plan = 'scale';
  await connect(extension, account);
  const options = await OptionsPage.open(extension, '#/team');
  await options.button(words('teamInviteDots')).click();
  const name = account.profiles.find(({ shared }) => !shared)?.name ?? '';
  await expect(options.dialog.getByRole('heading')).toHaveText(words('teamInviteTitle', name));
  await expect(options.dialog.getByRole('checkbox')).toHaveCount(0);
});

test('one’s own row says so, and has no button that removes', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const options = await OptionsPage.open(extension, '#/team');
  const ines = options.row(account.email);
  await expect(ines.getByRole('rowheader')).toContainText('you');
  await expect(ines.getByText('member', { exact: true })).toHaveCount(2);
  await expect(ines.getByRole('button')).toHaveCount(0);
  const other = options.row('olga@field.example');
  await expect(other.getByText('you', { exact: true })).toHaveCount(0);
  await expect(other.getByRole('button', { name: /^Remove/ })).toBeEnabled();
});

test(
  'one person is removed from several profiles, with one result each',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const noor = sandbox.state.accounts.find(({ email }) => email === 'noor@field.example')!;
    const joined = ['Acme Farms', 'Riverside Utilities', 'Demo'];
    for (const profile of sandbox.state.profiles.filter(({ name }) => joined.includes(name))) {
      if (profile.account !== account.id || profile.members.some((one) => one.account === noor.id)) continue;
      profile.members.push({
        account: noor.id,
        active: true,
        created_at: sandbox.clock.iso(),
        invitation: `i${profile.id}`,
      });
    }
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/team');
    const row = options.row('noor@field.example');
    await expect(row.getByText('member', { exact: true })).toHaveCount(3);

    const fault = sandbox.faults.add({
      method: 'DELETE',
      path: '/profile/:id/team/:member',
      profile: profileNamed(sandbox, 'Demo').id,
      kind: 'server-error',
    });
    await row.getByRole('button', { name: /^Remove/ }).click();
    // A second Enter removes nobody.
    await expect(options.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(options.dialog).toContainText('may keep working, so check the list of tokens.');
    await options.dialog.getByLabel('Acme Farms').uncheck();
    await options.dialog.getByRole('button', { name: 'Remove from 2 profiles' }).click();
    const results = options.dialog.getByRole('list', { name: 'Results' }).getByRole('listitem');
    await expect(results.filter({ hasText: 'Riverside Utilities' })).toContainText('Removed');
    await expect(results.filter({ hasText: 'Demo' })).toContainText('TagoIO is having problems');
    fault.remove();
    await options.dialog.getByRole('button', { name: 'Remove from 1 profile' }).click();
    await expect(options.text(/removed from 1 profile/)).toBeVisible();
    const reached = sandbox.state.profiles.filter(
      (one) => one.account === account.id && one.members.some((member) => member.account === noor.id),
    );
    expect(reached.map(({ name }) => name)).toEqual(['Acme Farms']);
  },
);

test(
  'one person is invited to three profiles, with one result each; only what failed is sent again',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/team');
    const chosen = ['Acme Farms', 'Riverside Utilities', 'Demo'];
    const profiles = sandbox.state.profiles.filter(
      (one) => one.account === account.id && chosen.includes(one.name),
    );
    const sam = sandbox.state.accounts.find(({ email }) => email === 'sam@field.example')!;
    const invitedTo = () =>
      profiles
        .filter(({ members }) => members.some((member) => member.account === sam.id))
        .map(({ name }) => name);
    expect(invitedTo()).toEqual([]);
    const fault = sandbox.faults.add({
      method: 'POST',
      path: '/profile/:id/team',
      profile: profileNamed(sandbox, 'Demo').id,
      kind: 'server-error',
    });

    await options.button('Invite…').click();
    await expect(options.field('Email addresses')).toBeFocused();
    await options.page.keyboard.type('sam@field.example');
    for (const name of chosen) await options.dialog.getByLabel(name, { exact: true }).click();
    const filter = options.dialog.getByRole('searchbox');
    await filter.fill('demo');
    await filter.press('Enter');
    await filter.press('Escape');
    await expect(options.dialog).toContainText(/You’re inviting .*sam@field.example.* to .*Acme Farms/);
    await options.dialog.getByRole('button', { name: 'Send 3 invitations' }).click();
    const results = options.dialog.getByRole('list', { name: 'Results' }).getByRole('listitem');
    await expect(results.filter({ hasText: 'Riverside Utilities' })).toContainText('Invited');
    await expect(results.filter({ hasText: 'Demo' })).toContainText('TagoIO is having problems');
    expect(invitedTo().sort()).toEqual(['Acme Farms', 'Riverside Utilities']);

    fault.remove();
    await options.dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
    await expect(options.dialog).toHaveCount(0);
    expect(invitedTo().sort()).toEqual([...chosen].sort());
    await expect(options.row('sam@field.example').getByText('invited', { exact: true })).toHaveCount(3);
  },
);

test(
  'invitations to this account are accepted and declined',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'invitable');
    for (const name of ['Northwind Cold Chain', 'Demo', 'Riverside Utilities']) {
      const profile = profileNamed(sandbox, name);
      if (!profile.members.some((one) => one.account === account.id))
        invite(sandbox, profile, account.email, ines(sandbox));
    }
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/team');
    const banner = (name: string) => options.page.locator('.invitation').filter({ hasText: name });
    await expect(banner('Northwind Cold Chain')).toContainText('Ines Duarte (ines@acme.example) invited you');
    await banner('Northwind Cold Chain').getByRole('button', { name: 'Accept' }).click();
    await expect(options.text('Invitation accepted.')).toBeVisible();
    // Withdrawn meanwhile: the banner goes, and says why.
    leave(sandbox, profileNamed(sandbox, 'Riverside Utilities'), account.id);
    await banner('Riverside Utilities').getByRole('button', { name: 'Accept' }).click();
    await expect(options.text(words('failure_not_found'))).toBeVisible();
    await expect(banner('Riverside Utilities')).toHaveCount(0);
    await banner('Demo').getByRole('button', { name: 'Decline' }).click();
    await expect(options.text('Invitation declined.')).toBeVisible();
    await expect(options.page.locator('.invitation')).toHaveCount(0);
    await expect(options.page.locator('#main')).toBeFocused();
    await options.go('Profiles');
    await expect(options.row('Northwind Cold Chain')).toContainText('Another account');
    await expect(options.row('Demo')).toHaveCount(0);
  },
);
