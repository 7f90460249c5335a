import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { FailureError } from '../../../lib/domain/failure.ts';
import { newProfile } from '../../../lib/domain/profiles/profile.ts';
import {
  copyFromAnywhere,
  lockFromAnywhere,
  runFromAnywhere,
  switchFromAnywhere,
} from '../../../lib/toolbar/from-anywhere.ts';
import { restoreToolbar } from '../../../lib/toolbar/update.ts';
import { lock } from '../../../lib/vault/passphrase.ts';
import { connectionRow, profileRow } from '../store/rows.ts';

const stored = vi.hoisted(() => ({ profiles: [] as unknown[], passphrase: false }));
vi.mock('../../../lib/store/profiles.ts', () => ({ listProfiles: async () => stored.profiles }));
vi.mock('../../../lib/store/connections.ts', () => ({ listConnections: async () => [] }));
vi.mock('../../../lib/vault/passphrase.ts', () => ({ lock: vi.fn(async () => {}) }));
vi.mock('../../../lib/store/vault-status.ts', () => ({
  getVaultStatus: async () => ({ passphrase: stored.passphrase }),
}));
vi.mock('../../../lib/toolbar/update.ts', () => ({ restoreToolbar: vi.fn(async () => {}) }));

const connection = connectionRow(1);
const ACME = { ...newProfile({ ...profileRow(connection.key, 1), name: 'Acme' }) };
const SHARED = {
  ...newProfile({ ...profileRow(connection.key, 2), name: 'Acme' }),
  shared: true,
  ownerName: 'Ines',
};

const titles: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  titles.length = 0;
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key: string, values?: unknown) =>
    [key, ...(Array.isArray(values) ? values : [])].join(' '),
  );
  stored.profiles = [ACME];
  Object.assign(browser.action, {
    setTitle: async ({ title }: { title: string }) => void titles.push(title),
    setBadgeText: () => Promise.reject(new Error('No tab with id: 7.')),
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a token that was copied is said to be, and the icon restored, though its tab was closed meanwhile', async () => {
  await copyFromAnywhere(async () => ({ name: 'CLI', permission: 'full', profile: ACME }));
  expect(titles).toEqual(['toolbarCopied CLI docsPermissionFull Acme']);
  await vi.runAllTimersAsync();
  expect(restoreToolbar).toHaveBeenCalledOnce();
});

test('of a copied token’s profile it is said which one of its name it is', async () => {
  stored.profiles = [ACME, SHARED];
  await copyFromAnywhere(async () => ({ name: 'CLI', permission: 'full', profile: SHARED }));
  expect(titles[0]).toContain('Acme · tagSharedBy Ines');
});

test('a copy that got no reply isn’t said to have failed', async () => {
  const unknown = new FailureError({ code: 'outcome-unknown', detail: 'ruleCopyUnknown' });
  await expect(copyFromAnywhere(() => Promise.reject(unknown))).rejects.toBe(unknown);
  expect(titles).toEqual(['ruleCopyUnknown']);
});

test('a copy for which a passphrase has to be set first says so, and the popup leads to setting one', async () => {
  const openPopup = vi.fn(async () => {});
  Object.assign(browser.action, { openPopup });
  const lacking = new FailureError({ code: 'policy', detail: 'requirePassphrase' });
  await expect(copyFromAnywhere(() => Promise.reject(lacking))).rejects.toBe(lacking);
  expect(titles).toEqual(['toolbarNotCopied policyPassphrase']);
  expect(openPopup).toHaveBeenCalledOnce();
  const refused = new FailureError({ code: 'policy', detail: 'allowFullTokens' });
  await expect(copyFromAnywhere(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(titles[1]).toBe('toolbarNotCopied failure_policy_allowFullTokens');
  expect(openPopup).toHaveBeenCalledOnce();
});

test('a second result has its own time, and ends the one before in its tab', async () => {
  vi.mocked(restoreToolbar).mockClear();
  const badges: [number, string | null][] = [];
  Object.assign(browser.action, {
    setBadgeText: async ({ tabId, text }: { tabId: number; text: string | null }) =>
      void badges.push([tabId, text]),
  });
  await copyFromAnywhere(async () => ({ name: 'CLI', permission: 'full', profile: ACME }));
  await vi.advanceTimersByTimeAsync(2_300);
  vi.mocked(browser.tabs.query).mockResolvedValue([{ id: 8 }] as never);
  await expect(copyFromAnywhere(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await vi.advanceTimersByTimeAsync(2_300);
  expect(badges.slice(-3)).toEqual([
    [7, '✓'],
    [7, null],
    [8, '!'],
  ]);
  expect(restoreToolbar).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  expect(badges.at(-1)).toEqual([8, null]);
  expect(restoreToolbar).toHaveBeenCalledOnce();
});

test('a switch that failed is said, and the popup opens to choose a profile', async () => {
  const openPopup = vi.fn(async () => {});
  Object.assign(browser.action, { openPopup });
  const gone = new FailureError({ code: 'not-found' });
  await expect(switchFromAnywhere(() => Promise.reject(gone))).rejects.toBe(gone);
  expect(titles).toEqual(['toolbarNotSwitched failure_not_found']);
  expect(openPopup).toHaveBeenCalledOnce();
});

test('a switch that succeeded shows in the badge alone', async () => {
  await switchFromAnywhere(async () => null);
  expect(titles).toEqual([]);
});

test('the lock shortcut locks; without a passphrase the page that sets one opens, and the icon says why', async () => {
  const openSecurity = vi.fn(async () => {});
  stored.passphrase = true;
  await lockFromAnywhere(openSecurity);
  expect([vi.mocked(lock).mock.calls.length, openSecurity.mock.calls.length]).toEqual([1, 0]);
  expect(titles).toEqual([]);
  stored.passphrase = false;
  await lockFromAnywhere(openSecurity);
  expect([vi.mocked(lock).mock.calls.length, openSecurity.mock.calls.length]).toEqual([1, 1]);
  expect(titles).toEqual(['toolbarNotLocked lockNeedsPassphrase']);
});

test('what fails without a page of its own is said on the icon, opens the popup, and is thrown', async () => {
  const openPopup = vi.fn(async () => {});
  Object.assign(browser.action, { openPopup });
  const failing = () => Promise.reject(new FailureError({ code: 'storage-full' }));
  await expect(runFromAnywhere(failing, 'toolbarNotCopied')).rejects.toThrow();
  expect(titles).toEqual(['toolbarNotCopied failure_storage_full']);
  expect(openPopup).toHaveBeenCalledOnce();
});

test.each([
  ['requirePassphrase', 'policyPassphrase'],
  ['allowFullTokens', 'failure_policy_allowFullTokens'],
])('what the policy refuses without a page of its own is named on the icon: %s', async (detail, reason) => {
  Object.assign(browser.action, { openPopup: async () => {} });
  const refused = () => Promise.reject(new FailureError({ code: 'policy', detail }));
  await expect(runFromAnywhere(refused, 'toolbarNotCopied')).rejects.toThrow();
  expect(titles).toEqual([`toolbarNotCopied ${reason}`]);
});
