import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { exportBackup, importBackup, previewBackup } from '../../../lib/actions/backup/backup.ts';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import type { ImportMode } from '../../../lib/domain/backup/backup.ts';
import { backupFile } from '../../../lib/domain/backup/backup-file.ts';
import { parseBackup } from '../../../lib/domain/backup/parse-backup.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { type ProfileKey, profileKeyOf, refOf } from '../../../lib/domain/identity/keys.ts';
import { JOURNAL_LIMIT } from '../../../lib/domain/journal.ts';
import { byConnectionThenPosition } from '../../../lib/domain/profiles/profile-order.ts';
import {
  type PreferenceChange,
  withPreferenceChange,
} from '../../../lib/domain/settings/preference-change.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import { currentPolicy, watchPolicy } from '../../../lib/policy/policy.ts';
import { getBackup } from '../../../lib/store/backup.ts';
import { listConnections, putConnection } from '../../../lib/store/connections.ts';
import { addJournal, listJournal } from '../../../lib/store/journal.ts';
import { getProfilePreferences, updateProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { listProfiles, replaceProfiles } from '../../../lib/store/profiles.ts';
import { listRows } from '../../../lib/store/rows.ts';
import { getActive, getPreferences, updateActive, updatePreferences } from '../../../lib/store/settings.ts';
import { write } from '../../../lib/store/transaction.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock } from '../../../lib/vault/passphrase.ts';
import { storeCredential } from '../../../lib/vault/vault.ts';
import { connectionRow, EU, freshDatabase, profileRow, US } from '../store/rows.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';

const ONE = connectionRow(1);
const PROFILE = profileRow(ONE.key, 1);
const KEY = PROFILE.profileKey;
const SECRETS = ['planted-token', 'planted-session', 'planted-value', 'planted-revocation', 'planted-field'];

/** Stores a person's data, and a secret of every kind. */
async function fill(): Promise<void> {
  await putConnection({ ...ONE, token: 'planted-field' } as never);
  await replaceProfiles(ONE.key, [PROFILE], { partial: false, requestedAt: Date.now() });
  await updatePreferences((stored) => ({
    ...stored,
    theme: 'dark',
    connections: { [ONE.key]: { label: 'Home' } },
  }));
  await updateProfilePreferences(KEY, (row) => ({ ...row, favourite: true, emoji: '🌵' }));
  await addJournal({ at: 5, what: 'connected', connectionKey: ONE.key, profileKey: null, subject: 'Ines' });
  await storeCredential(ONE.key, 'planted-token');
  await write(['history', 'settings', 'tokens'], async (transaction) => {
    const row = {
      profileKey: KEY,
      periodicity: 'day',
      time: '2026-11-01T00:00:00.000Z',
      values: { input: 7 },
    };
    await transaction.objectStore('history').put({ ...row, fetchedAt: 9 } as never);
    const revocations = [{ id: 'revocation|1', name: 'planted-revocation' }];
    await transaction.objectStore('settings').put({ key: 'revocations', revocations } as never);
    const tokens = [{ name: 'Reader', value: 'planted-value', session: 'planted-session' }];
    const { connectionKey, profileKey } = PROFILE;
    await transaction.objectStore('tokens').put({ connectionKey, profileKey, tokens } as never);
  });
}

/** Imports what its preview shows. */
async function importConfirmed(request: { text: string; mode: ImportMode }): Promise<void> {
  await importBackup({ ...request, confirmed: await previewBackup(request) });
}

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
});

describe('a backup', () => {
  it('is not written while numbers are hidden, and its protective settings are not imported while locked', async () => {
    speedUpKeyDerivation();
    await fill();
    const { text } = await exportBackup();
    await setPassphrase('correct horse battery', null);
    await lock();
    await expect(importConfirmed({ text, mode: 'merge' })).rejects.toMatchObject({
      failure: { code: 'locked' },
    });
    expect((await exportBackup()).text).toContain('Home');
    await updatePreferences((stored) => ({ ...stored, hideWhileLocked: true }));
    await expect(exportBackup()).rejects.toMatchObject({ failure: { code: 'locked' } });
  });

  it('has no secret of any kind', async () => {
    await fill();
    const { text } = await exportBackup();
    expect(text).toContain('Home');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    for (const { ciphertext } of await listRows('credentials'))
      expect(text).not.toContain(Buffer.from(ciphertext).toString('base64'));
  });

  it('has no damaged row, because of which the whole file would be refused; diagnostics record it', async () => {
    await fill();
    const damaged = { ...profileRow(ONE.key, 2), name: undefined as unknown as string };
    await replaceProfiles(ONE.key, [PROFILE, damaged], { partial: false, requestedAt: Date.now() });
    const { text } = await exportBackup();
    expect(parseBackup(text)).toMatchObject({
      backup: { connections: [{ profiles: [{ name: 'Profile 1' }] }], history: [{}], journal: [{}] },
    });
    await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ where: 'backup: profiles' }]));
  });

  it('restores everything in a new installation, where the account needs a sign-in', async () => {
    await fill();
    const { text } = await exportBackup();
    await freshDatabase();
    expect(await previewBackup({ text })).toMatchObject({
      added: ['Profile 1'],
      replaced: { merge: [], replace: [] },
      connections: [{ name: 'Home', host: 'api.us-e1.tago.io' }],
      history: 1,
      journal: 1,
    });
    await importConfirmed({ text, mode: 'merge' });
    expect(await getPreferences()).toMatchObject({ theme: 'dark' });
    expect(await getProfilePreferences(KEY)).toMatchObject({ favourite: true, emoji: '🌵' });
    const [connection] = await listConnections();
    expect(connection).toMatchObject({ state: 'needs-sign-in', email: ONE.email });
    expect(connectionName(connection!)).toBe('Home');
    expect(await listProfiles()).toMatchObject([{ name: 'Profile 1', connectionKey: ONE.key }]);
    expect(await listRows('history')).toMatchObject([{ values: { input: 7 }, fetchedAt: 9 }]);
    expect(await listJournal()).toMatchObject([{ subject: 'Ines' }]);
    expect(await listRows('credentials')).toEqual([]);
  });

  it('brings back the active profile and the recent ones where none is active', async () => {
    await fill();
    const [second, third] = [2, 3].map((n) => profileRow(ONE.key, n));
    await replaceProfiles(ONE.key, [PROFILE, second!, third!], { partial: false, requestedAt: Date.now() });
    const was = { active: refOf(second!), recents: [refOf(PROFILE)] };
    await updateActive(() => was);
    const { text } = await exportBackup();
    expect(await previewBackup({ text })).toMatchObject({ active: null });
    await updateActive(() => ({ active: refOf(third!), recents: [] }));
    for (const mode of ['merge', 'replace'] as const) await importConfirmed({ text, mode });
    expect(await getActive()).toEqual({ active: refOf(third!), recents: [] });
    await freshDatabase();
    expect(await previewBackup({ text })).toMatchObject({ active: 'Profile 2' });
    await importConfirmed({ text, mode: 'merge' });
    expect(await getActive()).toEqual(was);
    // As an earlier release would have written it.
    const file = JSON.parse(text);
    delete file.active;
    await freshDatabase();
    await importConfirmed({ text: JSON.stringify(file), mode: 'replace' });
    expect(await getActive()).toEqual({ active: null, recents: [] });
  });

  it('keeps the order of accounts and profiles, however it came about', async () => {
    const accounts = [3, 1, 2].map((n) => connectionRow(n));
    for (const [age, account] of accounts.entries()) {
      await putConnection({ ...account, connectedAt: 100 + age });
      const profiles = [2, 3, 1].map((n, position) => ({
        ...profileRow(account.key, n + 10 * age),
        position,
      }));
      await replaceProfiles(account.key, profiles, { partial: false, requestedAt: Date.now() });
    }
    const order = async () => ({
      accounts: (await listConnections()).map(({ key }) => key),
      profiles: (await listProfiles()).sort(byConnectionThenPosition).map(({ profileKey }) => profileKey),
    });
    const before = await order();
    expect(before.accounts).toEqual(accounts.map(({ key }) => key));
    const { text } = await exportBackup();
    await freshDatabase();
    await importConfirmed({ text, mode: 'merge' });
    expect(await order()).toEqual(before);
    // A place that the person set comes first.
    await updatePreferences((stored) => ({
      ...stored,
      connections: { [accounts[2]!.key]: { position: 1 } },
    }));
    const placed = await order();
    const next = (await exportBackup()).text;
    expect(parseBackup(next)).toMatchObject({
      backup: { connections: placed.accounts.map((key) => ({ key })) },
    });
    await freshDatabase();
    await importConfirmed({ text: next, mode: 'merge' });
    expect(await order()).toEqual(placed);
  });

  describe('under a policy', () => {
    const setPolicy = async (policy: object) => {
      await fakeBrowser.storage.managed.clear();
      await fakeBrowser.storage.managed.set({ keys: Object.keys(policy), ...policy });
      await currentPolicy();
    };
    beforeEach(() => watchPolicy(() => {}));
    afterEach(async () => {
      await fakeBrowser.storage.managed.clear();
      await currentPolicy();
    });

    it('adds no account that could never be signed in to', async () => {
      const european = connectionRow(2, EU);
      await fill();
      await putConnection(european);
      const profile = profileRow(european.key, 2);
      const profileKey = profileKeyOf(EU, profile.id);
      await replaceProfiles(european.key, [{ ...profile, profileKey }]);
      const active = { connectionKey: european.key, profileKey };
      await updateActive(() => ({ active, recents: [] }));
      const { text } = await exportBackup();
      // One that is connected already stays.
      await setPolicy({ allowedHosts: ['us-e1'] });
      expect(await previewBackup({ text })).toMatchObject({ connections: [], forbidden: [] });
      await freshDatabase();
      const confirmed = await previewBackup({ text });
      expect(confirmed).toMatchObject({
        connections: [{ name: 'Home' }],
        forbidden: [{ name: european.email, host: 'api.eu-w1.tago.io' }],
        changedAccounts: { merge: [], replace: [] },
        active: null,
      });
      await importBackup({ text, mode: 'merge', confirmed });
      expect(await listConnections()).toMatchObject([{ key: ONE.key }]);
      expect((await listProfiles()).map(({ connectionKey }) => connectionKey)).toEqual([ONE.key]);
      // It is what was confirmed only as long as the policy is the same.
      await freshDatabase();
      await setPolicy({ allowedHosts: ['us-e1', 'eu-w1'] });
      await expect(importBackup({ text, mode: 'merge', confirmed })).rejects.toMatchObject({
        failure: { detail: 'ruleBackupChanged' },
      });
    });

    it.each([
      [30, 10],
      [0, 10],
      [5, 5],
    ])('an auto-lock of %s minutes is stored as %s, the longest that is allowed', async (minutes, stored) => {
      await fill();
      await updatePreferences((before) => ({ ...before, autoLockMinutes: minutes }));
      const { text } = await exportBackup();
      await freshDatabase();
      await setPolicy({ maxAutoLockMinutes: 10 });
      for (const mode of ['merge', 'replace'] as const) {
        await importConfirmed({ text, mode });
        expect((await getPreferences()).autoLockMinutes).toBe(stored);
      }
    });
  });

  it('merged twice changes nothing; replacing resets what the backup does not have', async () => {
    await fill();
    const { text } = await exportBackup();
    await importConfirmed({ text, mode: 'merge' });
    expect(await listJournal()).toHaveLength(1);
    expect(await listConnections()).toMatchObject([{ state: 'ok' }]);
    const other = profileRow(ONE.key, 2).profileKey;
    await updateProfilePreferences(other, (row) => ({ ...row, favourite: true }));
    await importConfirmed({ text, mode: 'merge' });
    expect((await getProfilePreferences(other)).favourite).toBe(true);
    expect((await previewBackup({ text })).reset).toHaveLength(1);
    await importConfirmed({ text, mode: 'replace' });
    expect((await getProfilePreferences(other)).favourite).toBe(false);
    expect((await getProfilePreferences(KEY)).favourite).toBe(true);
  });

  it('merged adds to what is set for an account here; replacing takes its place', async () => {
    await fill();
    const { text } = await exportBackup();
    const setHere = { position: 3, colour: '#aa0000' } as const;
    await updatePreferences((stored) => ({ ...stored, connections: { [ONE.key]: setHere } }));
    await importConfirmed({ text, mode: 'merge' });
    expect((await getPreferences()).connections).toEqual({ [ONE.key]: { ...setHere, label: 'Home' } });
    await importConfirmed({ text, mode: 'replace' });
    expect((await getPreferences()).connections).toEqual({ [ONE.key]: { label: 'Home' } });
  });

  it('keeps what is unknown of a day unknown', async () => {
    await fill();
    const unread = {
      profileKey: KEY,
      periodicity: 'day',
      time: '2026-11-02T00:00:00.000Z',
      values: {},
    } as const;
    await write(['history'], async (transaction) => {
      await transaction.objectStore('history').put({ ...unread, unreadable: ['input'], fetchedAt: 9 });
    });
    const { text } = await exportBackup();
    await freshDatabase();
    await importConfirmed({ text, mode: 'merge' });
    expect(await listRows('history')).toContainEqual({ ...unread, unreadable: ['input'], fetchedAt: 9 });
  });

  it('leaves out the amounts of history that count nothing, which earlier versions stored', async () => {
    await fill();
    const values = { '': 1, email: -5, sms: 1e17, output: Number.POSITIVE_INFINITY, input: 3 };
    const day = { profileKey: KEY, periodicity: 'day', time: '2026-11-02T00:00:00.000Z' } as const;
    await write(['history'], async (transaction) => {
      await transaction.objectStore('history').put({ ...day, values, fetchedAt: 9 });
    });
    const { text } = await exportBackup();
    await freshDatabase();
    await importConfirmed({ text, mode: 'merge' });
    expect(await listRows('history')).toContainEqual({ ...day, values: { input: 3 }, fetchedAt: 9 });
  });

  it('merged leaves what it lacks inside a setting as it is here; replacing resets it', async () => {
    await fill();
    const file = JSON.parse((await exportBackup()).text);
    // As an older release would have written it: without what was added to these settings later.
    const { alerts, badge } = file.preferences;
    for (const [setting, later] of [
      [alerts, 'tokenExpiry'],
      [alerts.quiet, 'to'],
      [badge, 'ring'],
    ])
      delete setting[later];
    badge.value = 'forecast';
    const text = JSON.stringify(file);
    const quiet = { from: 22 * 60, to: 7 * 60 };
    await updatePreferences((stored) => ({
      ...stored,
      alerts: { ...stored.alerts, tokenExpiry: true, quiet },
      badge: { ...stored.badge, ring: true },
    }));
    await importConfirmed({ text, mode: 'merge' });
    expect(await getPreferences()).toMatchObject({
      alerts: { tokenExpiry: true, quiet: { from: 0, to: quiet.to } },
      badge: { value: 'forecast', ring: true },
    });
    await importConfirmed({ text, mode: 'replace' });
    expect(await getPreferences()).toMatchObject({
      alerts: { tokenExpiry: false, quiet: { from: 0, to: 0 } },
      badge: { value: 'forecast', ring: false },
    });
  });

  it.each(['merge', 'replace'] as const)('by %s leaves it to this browser whether it syncs', async (mode) => {
    await fill();
    const { text } = await exportBackup();
    await updatePreferences((stored) => ({ ...stored, sync: false }));
    expect((await previewBackup({ text })).settings[mode]).toEqual([]);
    await importConfirmed({ text, mode });
    expect(await getPreferences()).toMatchObject({ theme: 'dark', sync: false });
  });

  it('names the settings of a backup that would protect less than those here', async () => {
    await fill();
    const weak = { autoLockMinutes: 0, lockWithComputer: false, hideWhileLocked: false } as const;
    const strong = { autoLockMinutes: 5, lockWithComputer: true, hideWhileLocked: true } as const;
    await updatePreferences((stored) => ({ ...stored, ...weak, clearClipboardAfter: 60 }));
    const { text } = await exportBackup();
    expect((await previewBackup({ text })).weakened).toEqual({ merge: [], replace: [] });
    const rule = { text: 'prod', match: 'contains', colour: null, confirmFull: true } as const;
    await updatePreferences((stored) => ({
      ...stored,
      ...strong,
      clearClipboardAfter: 30,
      nameRules: [rule],
    }));
    const all = [
      'autoLockMinutes',
      'lockWithComputer',
      'hideWhileLocked',
      'clearClipboardAfter',
      'nameRules',
    ];
    expect((await previewBackup({ text })).weakened).toEqual({ merge: all, replace: all });
    // A backup that lacks settings leaves them as they are, or resets them.
    const without = JSON.stringify({ ...JSON.parse(text), preferences: {} });
    expect((await previewBackup({ text: without })).weakened).toEqual({ merge: [], replace: all });
  });

  it('counts in its preview only what would change', async () => {
    await fill();
    const { text } = await exportBackup();
    const nothing = {
      settings: { merge: [], replace: [] },
      weakened: { merge: [], replace: [] },
      added: [],
      replaced: { merge: [], replace: [] },
      reset: [] as string[],
      changedAccounts: { merge: [], replace: [] },
      resetAccounts: { merge: [], replace: [] } as Record<ImportMode, string[]>,
      connections: [],
      history: 0,
      journal: 0,
    };
    const other = { [connectionRow(2).key]: { label: 'Office' } };
    await updatePreferences((stored) => ({ ...stored, connections: { ...stored.connections, ...other } }));
    await updateProfilePreferences(profileRow(ONE.key, 2).profileKey, (row) => ({ ...row, favourite: true }));
    expect(await previewBackup({ text })).toMatchObject({
      ...nothing,
      reset: [expect.any(String)],
      resetAccounts: { merge: [], replace: ['Office'] },
    });
    await importConfirmed({ text, mode: 'replace' });
    expect(await previewBackup({ text })).toMatchObject(nothing);
    // What was reset is stored as such, for sync, and so is in the next file.
    const next = (await exportBackup()).text;
    await freshDatabase();
    expect((await previewBackup({ text: next })).added).toEqual(['Profile 1']);
  });

  it('names each account that changes or loses what was set for it, in both modes', async () => {
    await fill();
    const [, two, three, four] = [0, 2, 3, 4].map((n) => connectionRow(n));
    for (const row of [two!, three!]) await putConnection(row);
    const connections = {
      [ONE.key]: { label: null, colour: '#aa0000' },
      [two!.key]: { label: 'Office', position: 2 },
      // Not connected anywhere anymore.
      [four!.key]: { label: 'Gone' },
    };
    await updatePreferences((stored) => ({ ...stored, connections }));
    const { text } = await exportBackup();
    await updatePreferences((stored) => ({
      ...stored,
      connections: {
        [ONE.key]: { label: 'Home', colour: '#aa0000' },
        [two!.key]: { label: 'Lab', position: 2 },
        [three!.key]: { position: 1 },
      },
    }));
    expect(await previewBackup({ text })).toMatchObject({
      settings: { merge: [], replace: [] },
      changedAccounts: { merge: ['Lab', 'Gone'], replace: ['Lab', 'Gone'] },
      resetAccounts: { merge: ['Home'], replace: ['Home', three!.email] },
    });
    // Of an account that is added, nothing changes.
    await freshDatabase();
    expect(await previewBackup({ text })).toMatchObject({
      changedAccounts: { merge: ['Gone'], replace: ['Gone'] },
      resetAccounts: { merge: [], replace: [] },
    });
  });

  it.each([
    ['refreshMinutes', { refreshMinutes: 9 }],
    ['badge.ring', { badge: { ring: true } }],
    ['docs.dock', { docs: { dock: false } }],
    ['alerts.enabled', { alerts: { enabled: true } }],
    ['alerts.quiet', { alerts: { quiet: { from: 60 } } }],
    ['nameRules', { nameRules: [{ text: 'prod', match: 'end', colour: '#aa0000', confirmFull: false }] }],
  ] as [string, PreferenceChange][])('names a setting that changes: %s', async (name, change) => {
    await fill();
    const { text } = await exportBackup();
    await updatePreferences((stored) => withPreferenceChange(stored, change));
    expect((await previewBackup({ text })).settings).toEqual({ merge: [name], replace: [name] });
  });

  it('replaces nothing with what an earlier release stored without later settings', async () => {
    await fill();
    await write(['profilePreferences'], (transaction) =>
      transaction
        .objectStore('profilePreferences')
        .put({ profileKey: KEY, favourite: true, updatedAt: 5 } as ProfilePreferences),
    );
    const { text } = await exportBackup();
    expect((await previewBackup({ text })).replaced).toEqual({ merge: [], replace: [] });
  });

  it('counts what replacing takes away, which merging keeps', async () => {
    await fill();
    const { text } = await exportBackup();
    const colour = '#aa0000';
    await updatePreferences((stored) => ({
      ...stored,
      connections: { [ONE.key]: { ...stored.connections[ONE.key], colour } },
    }));
    const file = JSON.parse(text);
    // As an older release would have written it: without a setting that was added later.
    delete file.profilePreferences[0].emoji;
    delete file.preferences.theme;
    expect(await previewBackup({ text: JSON.stringify(file) })).toMatchObject({
      settings: { merge: [], replace: ['theme'] },
      replaced: { merge: [], replace: ['Profile 1'] },
      resetAccounts: { merge: [], replace: ['Home'] },
    });
  });

  it('sets nothing of an account but what a person sets', async () => {
    await fill();
    const { text } = await exportBackup();
    const file = JSON.parse(text);
    file.preferences.connections[ONE.key] = {
      ...file.preferences.connections[ONE.key],
      label: 'Work',
      origin: 'https://api.tagoio.example',
      key: connectionRow(2).key,
      credential: null,
      state: 'ok',
    };
    await importConfirmed({ text: JSON.stringify(file), mode: 'merge' });
    expect((await getPreferences()).connections).toEqual({ [ONE.key]: { label: 'Work' } });
    // Nor does what is stored already.
    await updatePreferences((stored) => ({ ...stored, connections: file.preferences.connections }));
    const [{ label, ...connection }] = (await listConnections()) as [Connection];
    expect(label).toBe('Work');
    expect(connection).toMatchObject({ origin: ONE.origin, key: ONE.key, credential: ONE.credential });
  });

  it('replaces the row of a period, in whichever form its time is written', async () => {
    await fill();
    const { text } = await exportBackup();
    const file = JSON.parse(text);
    file.history[0].time = '2026-11-01T01:00:00+01:00';
    await importConfirmed({ text: JSON.stringify(file), mode: 'merge' });
    expect(await listRows('history')).toMatchObject([{ time: '2026-11-01T00:00:00.000Z' }]);
  });

  it('leaves out the hours, or all usage history, rather than be larger than what can be imported', async () => {
    await fill();
    const backup = await getBackup();
    const rows = (periodicity: Periodicity, count: number, startOf: (n: number) => number) =>
      Array.from({ length: count }, (_, n) => ({
        profileKey: KEY,
        periodicity,
        time: new Date(startOf(n)).toISOString(),
        values: { input: n },
        fetchedAt: 9,
      }));
    const NOVEMBER = Date.UTC(2026, 10);
    const history = [
      ...rows('hour', 300, (n) => NOVEMBER + n * HOUR_MS),
      ...rows('day', 100, (n) => NOVEMBER + n * DAY_MS),
      ...rows('month', 5, (n) => Date.UTC(2026, n)),
    ];
    const exported = (maxBytes?: number) => {
      const { text, leftOut } = backupFile({ ...backup, history }, maxBytes);
      const read = parseBackup(text);
      return [leftOut, text.length <= (maxBytes ?? Infinity), read.ok && read.backup.history.length];
    };
    expect(exported()).toEqual(['none', true, 405]);
    expect(exported(30_000)).toEqual(['hours', true, 105]);
    expect(exported(3_000)).toEqual(['all', true, 0]);
  });

  it('takes little more room than its values', async () => {
    await fill();
    const { text } = await exportBackup();
    expect(text.length).toBeLessThan(1.1 * JSON.stringify(JSON.parse(text)).length);
    // A row is a line, for who reads it.
    expect(text.split('\n').find((line) => line.includes('🌵'))).toContain(KEY);
  });

  it('adds an entry of what may have been done', async () => {
    await fill();
    const file = JSON.parse((await exportBackup()).text);
    file.journal.push({ ...file.journal[0], what: 'token-created-unknown' });
    const text = JSON.stringify(file);
    expect(await previewBackup({ text })).toMatchObject({ journal: 1 });
  });

  it('adds no entry to the journal for which there is no sentence', async () => {
    await fill();
    const file = JSON.parse((await exportBackup()).text);
    for (const what of ['constructor', 'token-hidden', 'token-hidden-unknown', '-unknown'])
      file.journal.push({ ...file.journal[0], what });
    const text = JSON.stringify(file);
    expect(await previewBackup({ text })).toMatchObject({ journal: 0 });
    await importConfirmed({ text, mode: 'merge' });
    expect(await listJournal()).toHaveLength(1);
  });

  it('counts and imports once what is in it twice, the last one', async () => {
    await fill();
    const file = JSON.parse((await exportBackup()).text);
    const [set, entry, day] = [file.profilePreferences[0], file.journal[0], file.history[0]];
    file.profilePreferences.push({ ...set, favourite: false });
    file.connections.push({ ...file.connections[0], accountName: 'The last one' });
    file.history.push({ ...day, time: '2026-11-01T05:00:00.000Z', values: { input: 8 } });
    // At the same moment, but of another account.
    file.journal.push(entry, { ...entry, connectionKey: connectionRow(2).key });
    await freshDatabase();
    const text = JSON.stringify(file);
    const preview = await previewBackup({ text });
    expect(preview).toMatchObject({ added: ['Profile 1'], history: 1, journal: 2 });
    expect(preview.connections).toHaveLength(1);
    await importConfirmed({ text, mode: 'merge' });
    expect(await getProfilePreferences(KEY)).toMatchObject({ favourite: false, emoji: '🌵' });
    expect(await listConnections()).toMatchObject([{ accountName: 'The last one' }]);
    expect(await listRows('history')).toMatchObject([{ values: { input: 8 } }]);
    expect(await listJournal()).toHaveLength(2);
    expect(await previewBackup({ text })).toMatchObject({ journal: 0 });
  });

  it('adds no history of a profile that no account sees', async () => {
    await fill();
    const backup = await getBackup();
    const [row] = backup.history;
    const unseen = { ...row!, profileKey: profileRow(ONE.key, 7).profileKey };
    const { text } = backupFile({ ...backup, history: [row!, unseen] });
    for (const preview of [0, 1]) {
      expect(await previewBackup({ text })).toMatchObject({ history: preview });
      await importConfirmed({ text, mode: 'merge' });
      expect(await listRows('history')).toMatchObject([{ profileKey: KEY }]);
      await freshDatabase();
    }
  });

  it('is accepted again with ids and texts as long as the platform makes them', async () => {
    const id = 'x'.repeat(128);
    const profile = {
      ...profileRow(ONE.key, 1),
      id,
      profileKey: profileKeyOf(US, id),
      name: '🌵'.repeat(600),
    };
    await putConnection(ONE);
    await replaceProfiles(ONE.key, [profile]);
    await updateProfilePreferences(profile.profileKey, (row) => ({ ...row, favourite: true }));
    const subject = 'Ines invites you. '.repeat(40);
    await addJournal({
      at: 5,
      what: 'invitation-answered',
      connectionKey: ONE.key,
      profileKey: null,
      subject,
    });
    const { text } = await exportBackup();
    expect(await previewBackup({ text })).toMatchObject({ journal: 0 });
    await freshDatabase();
    await importConfirmed({ text, mode: 'merge' });
    const [restored] = await listProfiles();
    expect(restored).toMatchObject({ id, name: '🌵'.repeat(250) });
    expect((await listJournal())[0]?.subject).toBe(subject.slice(0, 500));
  });

  it('adds as many entries to the journal as are kept, the latest ones', async () => {
    await fill();
    await addJournal({ at: 6, what: 'switched', connectionKey: ONE.key, profileKey: KEY, subject: 'here' });
    const file = JSON.parse((await exportBackup()).text);
    const journal = Array.from({ length: JOURNAL_LIMIT }, (_, n) => ({
      ...file.journal[0],
      at: n < 3 ? 1 : 7 + n,
    }));
    const text = JSON.stringify({ ...file, journal });
    expect(await previewBackup({ text })).toMatchObject({ journal: JOURNAL_LIMIT - 2 });
    await importConfirmed({ text, mode: 'merge' });
    const times = (await listJournal()).map(({ at }) => at);
    expect(times).toHaveLength(JOURNAL_LIMIT);
    expect(times.slice(-4)).toEqual([10, 6, 5, 1]);
  });

  it('removes nothing from the journal, however late its own entries are', async () => {
    await fill();
    const file = JSON.parse((await exportBackup()).text);
    const journal = Array.from({ length: JOURNAL_LIMIT }, (_, n) => ({ ...file.journal[0], at: 8.6e15 - n }));
    const text = JSON.stringify({ ...file, journal });
    for (const added of [JOURNAL_LIMIT - 1, 0]) {
      expect(await previewBackup({ text })).toMatchObject({ journal: added });
      await importConfirmed({ text, mode: 'replace' });
      const after = await listJournal();
      expect(after).toHaveLength(JOURNAL_LIMIT);
      expect(after.at(-1)).toMatchObject({ at: 5, subject: 'Ines' });
    }
  });

  const changed = (text: string, change: object) => JSON.stringify({ ...JSON.parse(text), ...change });
  type RefusedFile = [detail: string, file: (text: string) => string];
  it.each<RefusedFile>([
    ['ruleBackupNotOurs', () => 'no JSON'],
    ['ruleBackupBroken', (text: string) => text.slice(0, -2)],
    ['ruleBackupBroken', (text: string) => text.replace(/}\s*$/, ',}')],
    ['ruleBackupNotOurs', () => '{"some":"other file"}'],
    ['ruleBackupNotOurs', (text: string) => changed(text, { version: 0 })],
    ['ruleBackupNewer', (text: string) => changed(text, { version: 2 })],
    ['ruleBackupBroken', (text: string) => changed(text, { preferences: { theme: 'pink' } })],
    ['ruleBackupBroken', (text: string) => changed(text, { preferences: { alerts: { thresholds: [] } } })],
    ['ruleBackupBroken', (text: string) => changed(text, { preferences: { badge: { value: 'service' } } })],
    ['ruleBackupBroken', (text: string) => changed(text, { preferences: { badge: { service: 'none' } } })],
    [
      'ruleBackupBroken',
      (text: string) => changed(text, { preferences: { alerts: { quiet: { from: 0, to: 1440 } } } }),
    ],
    ['ruleBackupBroken', (text: string) => changed(text, { journal: [{ at: 'soon' }] })],
    ['ruleBackupBroken', (text: string) => changed(text, { active: null })],
    ['ruleBackupBroken', (text: string) => changed(text, { active: { active: null } })],
    [
      'ruleBackupBroken',
      (text: string) => changed(text, { active: { active: profileRow(ONE.key, 9), recents: [] } }),
    ],
    [
      'ruleBackupBroken',
      (text: string) => changed(text, { active: { active: null, recents: [PROFILE, PROFILE] } }),
    ],
    [
      'ruleBackupBroken',
      (text: string) => changed(text, { journal: [{ ...JSON.parse(text).journal[0], at: 1.76e18 }] }),
    ],
    [
      'ruleBackupBroken',
      (text: string) => changed(text, { history: [{ ...JSON.parse(text).history[0], fetchedAt: 1e300 }] }),
    ],
    [
      'ruleBackupBroken',
      (text: string) => {
        const month = { periodicity: 'month', time: '-271821-04-20T00:00:00.000Z' };
        return changed(text, { history: [{ ...JSON.parse(text).history[0], ...month }] });
      },
    ],
    ...[{ input: -1 }, { input: 1e308 }, { constructor: 5 }, { '': 5 }, { input: '5' }].map(
      (values): RefusedFile => [
        'ruleBackupBroken',
        (text) => changed(text, { history: [{ ...JSON.parse(text).history[0], values }] }),
      ],
    ),
    ...['12', '2026-11-31T00:00:00Z', '1970-01-01T00:00:00Z'].map(
      (time): RefusedFile => [
        'ruleBackupBroken',
        (text) => changed(text, { history: [{ ...JSON.parse(text).history[0], time }] }),
      ],
    ),
    [
      'ruleBackupBroken',
      (text: string) =>
        changed(text, { profilePreferences: [{ profileKey: 'javascript:1#a' as ProfileKey }] }),
    ],
    [
      'ruleBackupBroken',
      (text: string) => {
        const readToken = { name: 'a', createdAt: 'b', value: 'a token' };
        return changed(text, { profilePreferences: [{ profileKey: KEY, readToken }] });
      },
    ],
  ])('is refused with a sentence: %s', async (detail, file) => {
    await fill();
    const text = file((await exportBackup()).text);
    const failure = { code: 'invalid-input', field: 'file', detail };
    await expect(previewBackup({ text })).rejects.toMatchObject({ failure });
    await expect(importBackup({ text, mode: 'replace', confirmed: {} as never })).rejects.toMatchObject({
      failure,
    });
    expect((await getPreferences()).theme).toBe('dark');
  });

  it('is not imported where that would do something else than what was confirmed', async () => {
    await fill();
    const { text } = await exportBackup();
    const confirmed = await previewBackup({ text });
    const nameRules = [{ text: 'prod', match: 'contains', colour: null, confirmFull: true } as const];
    await updatePreferences((stored) => ({ ...stored, nameRules }));
    const changed = { failure: { code: 'invalid-input', detail: 'ruleBackupChanged' } };
    await expect(importBackup({ text, mode: 'merge', confirmed })).rejects.toMatchObject(changed);
    expect((await getPreferences()).nameRules).toEqual(nameRules);
    // What is only added to grows by itself.
    const again = await previewBackup({ text });
    await importBackup({ text, mode: 'merge', confirmed: { ...again, history: 5, journal: 7 } });
    expect((await getPreferences()).nameRules).toEqual([]);
  });

  it('that cannot be imported completely changes nothing', async () => {
    await fill();
    const { text } = await exportBackup();
    await updatePreferences((stored) => ({ ...stored, theme: 'light' }));
    await write(['journal'], (transaction) => transaction.objectStore('journal').clear());
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(importConfirmed({ text, mode: 'replace' })).rejects.toMatchObject({
      failure: { code: 'storage-full' },
    });
    add.mockRestore();
    expect((await getPreferences()).theme).toBe('light');
  });
});
