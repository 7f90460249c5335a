import type { Page } from '@playwright/test';
import { refId } from '../../lib/domain/identity/keys.ts';
import { accountKey, profileRef } from '../e2e/platform-keys.ts';
import type { SandboxAccount } from '../sandbox/accounts-list.ts';
import { LOADS_IN_PART, type StateName } from './states.ts';
import {
  errorShown,
  fill,
  gone,
  keys,
  openDialog,
  openDialogBy,
  press,
  type Step,
  shown,
  submit,
} from './steps.ts';

export interface Screen {
  name: string;
  /** The hash of the options page; null: the popup. */
  route: string | null;
  /** The selector of what is shown once the screen is drawn; by default its headings. */
  ready?: string;
  steps?: Step[];
  /** What undoes the steps, for the screens after it. */
  undo?: Step[];
  /** What differs from one visit to the next: times, sizes, secrets. A picture covers it. */
  varies?: string;
  /** The state of extension and platform; by default "normal". */
  state?: StateName;
  /** The only size at which the screen is visited. */
  size?: Size;
}

export interface Size {
  width: number;
  height: number;
}

/** What is left of the popup's 800 × 600 px at most on a page zoomed to 200 %. */
const LOW: Size = { width: 400, height: 300 };

const popup = (name: string, more: Partial<Screen> = {}): Screen => ({
  name: `popup${name}`,
  route: null,
  ready: '[role=option]',
  ...more,
});
const page = (name: string, route = `#/${name}`, more: Partial<Screen> = {}): Screen => ({
  name,
  route,
  ...more,
});

/** Returns every screen of a connected account, in every state. */
export function screensOf(account: SandboxAccount): Screen[] {
  const idOf = (name: string) => account.profiles.find((one) => one.name === name)!.id;
  const refOf = (name: string) => encodeURIComponent(refId(profileRef(account.id, idOf(name))));
  const refs = {
    active: refOf('Acme Farms'),
    blocked: refOf('Greenhouse Iberia'),
    denied: refOf('Northwind Cold Chain'),
    shared: refOf('Tallinn Metering'),
    other: refOf('Riverside Utilities'),
    empty: refOf('Demo'),
    key: encodeURIComponent(accountKey(account.id)),
  };
  return [
    ...popups(),
    ...pages(refs),
    ...dialogs(refs, account),
    ...errors(refs),
    ...atLimits(refs),
    ...cutOff(refs),
    ...locked(refs),
    ...unconnected(),
  ];
}

type Refs = Record<'active' | 'blocked' | 'denied' | 'shared' | 'other' | 'empty' | 'key', string>;

const allServices: Step = (page) => page.locator('.card__all').click();

function popups(): Screen[] {
  return [
    popup(''),
    popup(', all services', { steps: [allServices] }),
    popup(', filter', { steps: [keys('s', 'a')] }),
    popup(', nothing found', { steps: [keys('q', 'x', 'q', 'z')], ready: '[role=combobox]' }),
    popup(', low', { size: LOW }),
    popup(', low, second row', { size: LOW, steps: [keys('ArrowDown', 'ArrowDown')] }),
    popup(', low, last row', { size: LOW, steps: [keys('End')] }),
  ];
}

function pages({ active, blocked, shared, empty, key }: Refs): Screen[] {
  return [
    ...['services', 'resources', 'forecast'].map((view) =>
      page(view === 'services' ? 'overview' : `overview, ${view}`, `#/overview?view=${view}`),
    ),
    page('usage'),
    page('profiles'),
    ...['profiles', 'services', 'customers'].map((view) => page(`cost, ${view}`, `#/cost?view=${view}`)),
    page('allocation', `#/cost/allocation/${key}`),
    page('allocation, changed', `#/cost/allocation/${key}`, {
      steps: [
        fill('.table .input--number', '360000'),
        (opened) => opened.locator('.allocation-changes summary').click(),
      ],
      undo: [press('allocationDiscard')],
    }),
    page('upgrade', `#/cost/upgrade/${key}/analysis`),
    page('raise, blocked', `#/raise/${blocked}/analysis`),
    page('raise, near', `#/raise/${active}/input`),
    page('team'),
    page('tokens'),
    page('alerts'),
    page('activity'),
    page('security'),
    page('settings'),
    page('diagnostics', '#/diagnostics', { varies: 'td, .report' }),
    page('connect'),
    page('no such page', '#/nowhere'),
    ...['overview', 'profiles', 'team', 'tokens'].map((name) =>
      page(`${name}, nothing found`, `#/${name}?q=zzz`),
    ),
    page('profile, nothing allocated', `#/profiles/${empty}/overview`),
    page('profile, team, nobody', `#/profiles/${empty}/team`),
    ...['overview', 'usage', 'team', 'tokens', 'activity', 'more'].map((tab) =>
      page(`profile, ${tab}`, `#/profiles/${active}/${tab}`),
    ),
    page('profile, shared', `#/profiles/${shared}/overview`),
    page('profile, shared, more', `#/profiles/${shared}/more`),
    page('profile, rename', `#/profiles/${active}/overview`, { steps: [press('profileRename')] }),
    page('profile’s own token', `#/token/${active}`),
  ];
}

function dialogs({ active, shared, other, key }: Refs, account: SandboxAccount): Screen[] {
  const dialog = (name: string, route: string, ...steps: Step[]) => page(`dialog, ${name}`, route, { steps });
  return [
    dialog('add profile', '#/profiles', openDialog('profilesAddDots')),
    dialog('invite', '#/team', openDialog('teamInviteDots')),
    dialog('remove person', '#/team', openDialog('teamRemoveDots')),
    dialog('invite to profile', `#/profiles/${active}/team`, openDialog('teamInviteDots')),
    dialog('remove from profile', `#/profiles/${active}/team`, openDialog('teamRemoveDots')),
    dialog('leave profile', `#/profiles/${shared}/more`, openDialog('profileLeaveDots')),
    dialog('delete profile', `#/profiles/${active}/more`, openDialog('profileDeleteDots')),
    dialog('move token', `#/profiles/${other}/more`, openDialog('moveTokenDots')),
    dialog('generate token', `#/profiles/${active}/tokens`, openDialog('tokensGenerateDots')),
    dialog(
      'new token',
      `#/profiles/${other}/tokens`,
      openDialog('tokensGenerateDots'),
      fill('dialog input', 'Probe'),
      fill('dialog [type=password]', account.password),
      submit,
      shown('dialog .button--primary svg'),
    ),
    dialog('rotate token', `#/profiles/${active}/tokens`, openDialogBy('.token-rotate')),
    dialog('revoke token', `#/profiles/${active}/tokens`, openDialog('tokensRevoke')),
    dialog('thresholds', '#/alerts?all=1', openDialog('alertsEditShort')),
    dialog('passphrase', '#/security', openDialog('securitySetDots')),
    dialog('edit connection', '#/settings', openDialog('connectionEdit')),
    dialog('disconnect', '#/settings', openDialog('settingsDisconnectDots')),
    dialog('name rule', '#/settings', openDialog('nameRuleAdd')),
    dialog('import', '#/settings', importBackup),
    dialog(
      'replace sign-in',
      '#/connect',
      press('connectModeToken'),
      fill('.input--secret', account.token ?? ''),
      submit,
      shown('dialog[open]'),
    ),
    dialog(
      'payment',
      `#/raise/${active}/input`,
      (opened) => opened.locator('.raise__purchase > summary').click(),
      openDialog('tierContinue'),
    ),
    dialog('add-on', '#/cost?view=services', openDialog('addonAdd')),
    dialog(
      'lowered limits',
      `#/cost/allocation/${key}`,
      fill('.table input', '1'),
      openDialogBy('.button--primary'),
    ),
    {
      ...dialog(
        'automatic order',
        '#/profiles?sort=custom',
        (opened) => opened.locator('.order-buttons button').nth(3).click(),
        openDialog('profilesOrderClear'),
      ),
      undo: [press('profilesOrderClearConfirm'), gone('dialog')],
    },
  ];
}

const importBackup: Step = async (opened, words) => {
  const download = opened.waitForEvent('download');
  await press('backupExport')(opened, words);
  await opened
    .locator('input[type=file]')
    .last()
    .setInputFiles(await (await download).path());
  await shown('dialog[open]')(opened, words);
};

/** Forms that were submitted with errors. */
function errors({ active }: Refs): Screen[] {
  const error = (name: string, route: string, ...steps: Step[]) =>
    page(`error, ${name}`, route, { steps: [...steps, submit, errorShown] });
  return [
    error('connect', '#/connect'),
    error('connect by token', '#/connect', press('connectModeToken'), fill('.input--secret', 'not-a-token')),
    error(
      'wrong password',
      '#/connect',
      fill('[type=email]', 'a@b.example'),
      fill('[type=password]', 'wrong'),
    ),
    error('add profile', '#/profiles', openDialog('profilesAddDots')),
    error(
      'invite',
      `#/profiles/${active}/team`,
      openDialog('teamInviteDots'),
      fill('dialog textarea', 'not an address'),
    ),
    error(
      'invite again',
      `#/profiles/${active}/team`,
      openDialog('teamInviteDots'),
      fill('dialog textarea', 'olga@field.example'),
    ),
    error('generate token', `#/profiles/${active}/tokens`, openDialog('tokensGenerateDots')),
    error('passphrase', '#/security', openDialog('securitySetDots')),
    error('name rule', '#/settings', openDialog('nameRuleAdd')),
    error('delete profile', `#/profiles/${active}/more`, openDialog('profileDeleteDots')),
    error('rename', `#/profiles/${active}/overview`, press('profileRename'), fill('.rename input', '')),
  ];
}

function atLimits({ blocked, denied }: Refs): Screen[] {
  const full = 'every service nearly full';
  const nothing = 'nothing allocated';
  return [
    popup(`, ${full}`, { state: full }),
    popup(`, ${full}, all services`, { state: full, steps: [allServices] }),
    popup(`, ${full}, low`, { state: full, size: LOW, steps: [keys('ArrowDown')] }),
    popup(`, ${nothing}`, { state: nothing }),
    page(`overview, ${nothing}`, '#/overview?view=services', { state: nothing }),
    page(`profiles, ${nothing}`, '#/profiles', { state: nothing }),
    popup(', blocked', { state: 'blocked' }),
    page('profile, blocked', `#/profiles/${blocked}/overview`, { state: 'blocked' }),
    popup(', denied', { state: 'denied' }),
    page('overview, denied', '#/overview?view=services', { state: 'denied' }),
    ...['overview', 'team', 'tokens', 'more'].map((tab) =>
      page(`profile, ${tab}, denied`, `#/profiles/${denied}/${tab}`, { state: 'denied' }),
    ),
    page('profile’s own token, denied', `#/token/${denied}`, { state: 'denied' }),
    popup(', invited', { state: 'invited' }),
    page('team, invited', '#/team', { state: 'invited' }),
  ];
}

/** What is shown when the platform can't be reached. */
function cutOff({ active, blocked }: Refs): Screen[] {
  const states = ['offline', 'platform failing', 'needs sign-in'] as const;
  return states.flatMap((state) => [
    popup(`, ${state}`, { state }),
    ...['overview', 'cost', 'team', 'tokens', 'activity', 'settings', 'connect'].map((name) =>
      page(`${name}, ${state}`, `#/${name}`, { state }),
    ),
    ...['overview', 'team', 'tokens', 'activity', 'more'].map((tab) =>
      page(`profile, ${tab}, ${state}`, `#/profiles/${active}/${tab}`, { state }),
    ),
    page(`raise, ${state}`, `#/raise/${blocked}/analysis`, { state }),
  ]);
}

function locked({ active, blocked }: Refs): Screen[] {
  const state = 'locked';
  const wrong: Step[] = [fill('[type=password]', 'wrong'), keys('Enter')];
  return [
    popup(', locked', { state }),
    popup(', locked, wrong passphrase', { state, steps: [...wrong, errorShown] }),
    ...['overview', 'cost', 'team', 'tokens', 'activity', 'security', 'settings', 'connect'].map((name) =>
      page(`${name}, locked`, `#/${name}`, { state }),
    ),
    page('overview, locked, wrong passphrase', '#/overview', { state, steps: [...wrong, errorShown] }),
    ...['tokens', 'more'].map((tab) =>
      page(`profile, ${tab}, locked`, `#/profiles/${active}/${tab}`, { state }),
    ),
    page('raise, locked', `#/raise/${blocked}/analysis`, { state }),
    page('dialog, forgotten passphrase', '#/security', { state, steps: [openDialog('securityForgotten')] }),
  ];
}

function unconnected(): Screen[] {
  return [
    popup(', not connected', { state: 'not connected', ready: 'h1' }),
    page('connect, not connected', '#/connect', { state: 'not connected' }),
    page('settings, not connected', '#/settings', { state: 'not connected' }),
    page('security, not connected', '#/security', { state: 'not connected' }),
  ];
}

/** Waits until a screen is drawn, and has finished loading unless its state keeps it from that. */
export async function waitUntilDrawn(
  opened: Page,
  { ready = 'h1, h2', state = 'normal' }: Pick<Screen, 'ready' | 'state'> = {},
): Promise<void> {
  await opened.locator(ready).first().waitFor({ timeout: 60_000 });
  const loading = opened.locator('.skeleton').first();
  if (LOADS_IN_PART.has(state)) await loading.waitFor({ state: 'detached', timeout: 5000 }).catch(() => {});
  else await loading.waitFor({ state: 'detached', timeout: 60_000 });
  await opened.evaluate(() => document.fonts.ready.then(() => {}));
}
