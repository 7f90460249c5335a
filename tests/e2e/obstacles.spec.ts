import type { Page } from '@playwright/test';
import type { MessageType } from '../../lib/messages/protocol.ts';
import { accountOf, ines } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { CostPage, costRoutes, goTo } from './pages/cost-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

/** What the pressed buttons would ask the background for; all but Refresh would open a dialog first. */
const REQUESTS: readonly MessageType[] = ['readBilling'];

/**
 * Records what a page sends to the background from now on: without a network nothing reaches the sandbox, whatever a
 * button does.
 */
async function recordMessages(page: Page): Promise<() => Promise<MessageType[]>> {
  await page.evaluate(() => {
    const sentMessages: string[] = [];
    Object.assign(globalThis, { sentMessages });
    const send = chrome.runtime.sendMessage as (...args: unknown[]) => unknown;
    Object.assign(chrome.runtime, {
      sendMessage: (...args: [{ type: string }]) => {
        sentMessages.push(args[0].type);
        return send.apply(chrome.runtime, args);
      },
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { sentMessages: MessageType[] }).sentMessages);
}

/** Expects every one of these buttons to say why it can't succeed, and a press to do nothing. */
async function expectUnable(options: OptionsPage, ...buttons: (string | RegExp)[]): Promise<void> {
  for (const name of buttons) {
    const button = options.button(name).first();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(words('offlineFirst'));
    await button.dispatchEvent('click');
  }
  await expect(options.dialog).toBeHidden();
}

test(
  'offline, every button that asks TagoIO for something says why it can’t, and nothing is sent',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await CostPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await expect(options.row('olga@field.example')).toBeVisible();
    await options.go(words('navTeam'));
    await expect(options.row('olga@field.example')).toBeVisible();
    await options.go(words('navTokens'));
    await expect(options.row('Workshop').first()).toBeVisible();
    await goTo(options.page, costRoutes.upgrade(sandbox, 'analysis'));
    await expect(options.button(words('tierContinue'))).toBeEnabled();
    const sent = await recordMessages(options.page);
    // The control: with a network, a press asks for something.
    await options.button(words('profileRefresh')).click();
    await expect(options.button(words('profileRefresh'))).toBeEnabled();
    const online = await sent();
    expect(online).toContain('readBilling');
    await extension.context.setOffline(true);

    await expectUnable(options, words('tierContinue'), words('profileRefresh'));
    await options.go(words('navTokens'));
    await options.page
      .getByRole('checkbox', { name: /Workshop/ })
      .first()
      .check();
    await expectUnable(options, /^Revoke 1 token…$/);
    await options.go(words('navTeam'));
    await expectUnable(options, words('teamRemoveOf', 'Olga Weiss'));
    await options.profile('Acme Farms', 'navTeam');
    await expectUnable(options, words('teamRemoveOf', 'Olga Weiss'));
    await options.profile('Acme Farms', 'profileTabMore');
    await expectUnable(options, words('logoChoose'));
    expect((await sent()).slice(online.length).filter((type) => REQUESTS.includes(type))).toEqual([]);
  },
);

test(
  'an invitation is written offline and sent once online again; nothing typed is lost',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await expect(options.row('olga@field.example')).toBeVisible();
    const sent = await recordMessages(options.page);
    await extension.context.setOffline(true);
    await options.button(words('teamInviteDots')).click();
    await options.field('Email addresses').fill('sam@field.example');
    const submit = options.dialog.getByRole('button', { name: words('teamInvite'), exact: true });
    await expect(submit).toHaveAccessibleDescription(words('offlineFirst'));
    await expect(options.dialog.getByText(words('offlineFirst'))).toBeVisible();
    await submit.dispatchEvent('click');
    // Enter presses the form's button too.
    await options.dialog.getByRole('textbox').press('Enter');
    await expect(options.field('Email addresses')).toHaveValue(/sam@field\.example/);
    await options.field('Email addresses').fill('sam@field.example');
    expect(await sent()).not.toContain('inviteMembers');
    await extension.context.setOffline(false);
    await submit.click();
    await expect(options.row('sam@field.example')).toBeVisible();
    expect(await sent()).toContain('inviteMembers');
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(1);
  },
);

test(
  'offline, Enter doesn’t rename a profile, and what was typed stays',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'profileTabMore');
    const sent = await recordMessages(options.page);
    await extension.context.setOffline(true);
    const name = options.page.getByLabel(words('profilesName'), { exact: true });
    await name.fill('Acme Fields');
    await name.press('Enter');
    await expect(options.page.getByText(words('offlineFirst'))).toBeVisible();
    await expect(name).toHaveValue('Acme Fields');
    expect(await sent()).not.toContain('renameProfile');
    await extension.context.setOffline(false);
    await name.press('Enter');
    await expect(options.heading).toHaveText('Acme Fields');
    expect(await sent()).toContain('renameProfile');
  },
);

test(
  'where an account has the largest limit, nothing smaller is chosen, and lowering is called that',
  LONG,
  async ({ extension, sandbox }) => {
    ines(sandbox).billing.services.analysis = 36_000;
    await connect(extension, accountOf(sandbox, 'plain'));
    const cost = await CostPage.open(extension, costRoutes.upgrade(sandbox, 'analysis'));
    await expect(cost.page.getByText(words('raiseLargest'))).toBeVisible();
    await expect(cost.page.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(cost.button(words('tierContinue'))).toBeDisabled();
    await cost.tier(/^Lower to 6,000 min/).check();
    await cost.button(words('tierContinue')).click();
    await expect(cost.dialog).toBeVisible();
  },
);
