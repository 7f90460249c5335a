import { h } from 'preact';
import { expect, it } from 'vitest';
import { BackupChanges } from '../../../../../components/options/settings/backup-changes.tsx';
import type { BackupPreview, ImportMode } from '../../../../../lib/domain/backup/backup.ts';
import {
  DEFAULT_PREFERENCES,
  type SettingName,
  settingsOf,
} from '../../../../../lib/domain/settings/settings.ts';
import { textOf } from '../../text-of.ts';

const none = { merge: [], replace: [] };
const preview: BackupPreview = {
  createdAt: '2026-11-30T10:00:00.000Z',
  settings: none,
  weakened: none,
  added: [],
  replaced: none,
  reset: [],
  changedAccounts: none,
  resetAccounts: none,
  connections: [],
  forbidden: [],
  active: null,
  history: 0,
  journal: 0,
};
const textWith = (changes: Partial<BackupPreview>, mode: ImportMode = 'merge') =>
  textOf(h(BackupChanges, { preview: { ...preview, ...changes }, mode }));

it('names each setting as the settings do, once', () => {
  const names: SettingName[] = ['alerts.enabled', 'refreshMinutes', 'othersRefreshMinutes'];
  expect(textWith({ settings: { merge: names, replace: [] } })).toBe(
    '2 settings change: Send me usage alerts, Refresh',
  );
  const all = Object.keys(settingsOf(DEFAULT_PREFERENCES)) as SettingName[];
  for (const name of all) {
    expect(textWith({ settings: { merge: [name], replace: [] } })).toMatch(/^1 setting changes: \S/);
  }
});

it.each(['merge', 'replace'] as const)('names the accounts that change or lose something by %s', (mode) => {
  const changes = {
    changedAccounts: { ...none, [mode]: ['Lab'] },
    resetAccounts: { ...none, [mode]: ['Home', 'Office'] },
  };
  expect(textWith(changes, mode)).toBe(
    'Changes the label, color or place of 1 account: Lab' +
      'Resets the label, color or place of 2 accounts: Home, Office',
  );
  expect(textWith(changes, mode === 'merge' ? 'replace' : 'merge')).toContain('already here');
});

it('says how many more there are than it names', () => {
  const accounts = Array.from({ length: 12 }, (_, n) => `Farm ${n}`);
  expect(textWith({ changedAccounts: { merge: accounts, replace: [] } })).toMatch(
    /12 accounts: .*Farm 9 and 2 more$/,
  );
});

it('names the profile that becomes the active one, also where nothing else changes', () => {
  expect(textWith({ active: 'Demo' })).toBe('Active profile: Demo');
});

it('names the accounts that the policy leaves out', () => {
  expect(textWith({ forbidden: [{ name: 'Office', host: 'api.tago.example' }] })).toBe(
    'Leaves out 1 account whose server your organization doesn’t allow: Office (api.tago.example)',
  );
});
