import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { reportInterrupted } from '../../../lib/actions/change-intents.ts';
import { unknownOutcome } from '../../../lib/actions/confirmed-change.ts';
import { FailureError } from '../../../lib/domain/failure.ts';
import { type ProfileRef, platformIdOf, refOf } from '../../../lib/domain/identity/keys.ts';
import type { DoneKind, JournalEntry } from '../../../lib/domain/journal.ts';
import { listenForMessages } from '../../../lib/messages/listen.ts';
import type { Read } from '../../../lib/messages/protocol/reads-after-change.ts';
import type { MessageType } from '../../../lib/messages/protocol.ts';
import { routes } from '../../../lib/messages/routes.ts';
import { addCanceledInvitation } from '../../../lib/store/canceled-invitations.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { addJournal, listJournal } from '../../../lib/store/journal.ts';
import { putNotifications } from '../../../lib/store/notifications.ts';
import { addProfile } from '../../../lib/store/profile-edits.ts';
import { updateTeam } from '../../../lib/store/team.ts';
import { read, write } from '../../../lib/store/transaction.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock } from '../../../lib/vault/passphrase.ts';
import { CHROMIUM, trustedSenders } from '../messages/senders.ts';
import { connectionRow, profileRow } from '../store/rows.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';
import { failWritesTo, freshBrowser } from './fresh-browser.ts';

type Listener = (message: unknown, sender: unknown, reply: (value: unknown) => void) => unknown;

const connection = connectionRow(1);
const rows = [1, 2].map((n) => profileRow(connection.key, n));
const [first, second] = rows.map(refOf) as [ProfileRef, ProfileRef];
const account = { connectionKey: connection.key };
const secrets = { password: 'secret-password', pinCode: 'secret-code', otpType: 'sms' };
let listener: Listener;

beforeEach(async () => {
  await freshBrowser();
  await putConnection(connection);
  for (const row of rows) await addProfile(row);
  await updateTeam(second, (team) => ({
    ...team,
    members: [{ accountId: 'noor', name: 'Noor', email: 'noor@field.example', active: true, since: null }],
  }));
  const invitation = { id: 'n1', title: 'Join Farm', message: 'Please', buttons: [], invitation: null };
  await putNotifications({ ...account, items: [invitation as never], fetchedAt: 1 });
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((one) => {
    listener = one as Listener;
  });
  const { id, baseUrl } = CHROMIUM;
  Object.assign(fakeBrowser.runtime, { id, getURL: (path: string) => `${baseUrl}${path}` });
  listenForMessages();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sends a message as the options page does, to an action that does what `run` does. */
function send(type: MessageType, data: unknown, run: () => Promise<unknown>) {
  const route = routes[type] as unknown as { run(): Promise<unknown> };
  const action = vi.spyOn(route, 'run').mockImplementation(run);
  const reply = new Promise<unknown>((resolve) =>
    listener({ type, data }, trustedSenders(CHROMIUM).options, resolve),
  );
  return { action, reply };
}

/** Sends a message whose action doesn't end during the test, and waits until it runs. */
async function begin(type: MessageType, data: unknown): Promise<void> {
  let end = (_: null) => {};
  const ended = new Promise((resolve) => (end = resolve));
  const { action, reply } = send(type, data, () => ended);
  await vi.waitFor(() => expect(action).toHaveBeenCalledWith(data, expect.anything()));
  // Another test's same change would join it.
  onTestFinished(async () => {
    end(null);
    await reply;
  });
}

/** Lets a worker that starts now report what an earlier one left; returns what it reads again. */
async function startNextWorker(failing: readonly string[] = []): Promise<Read[]> {
  vi.resetModules();
  const nextWorker = await import('../../../lib/actions/change-intents.ts');
  const reads: Read[] = [];
  await nextWorker.reportInterrupted(async (message) => {
    reads.push(message);
    if (failing.includes(message.type)) throw new FailureError({ code: 'denied' });
  });
  return reads;
}

const settings = () => read(['settings'], (transaction) => transaction.objectStore('settings').getAll());
const intents = async () =>
  (await settings()).flatMap((row) => (row.key === 'changeIntents' ? row.intents : []));
const journal = async () =>
  (await listJournal())
    .reverse()
    .map(({ what, profileKey, subject }) => [what, profileKey && platformIdOf(profileKey as never), subject]);

const [one, two] = [first, second].map(({ profileKey }) => platformIdOf(profileKey)) as [string, string];
const tokens = ['A', 'B'].map((name) => ({ name, createdAt: '2026-01-02T00:00:00.000Z' }));
const tokensOf = (...refs: ProfileRef[]) => [{ type: 'readTokens', request: { refs } }];
const teamsOf = (...refs: ProfileRef[]) => [{ type: 'readTeam', request: { refs } }];
const ofAccount = (...types: MessageType[]) => types.map((type) => ({ type, request: account }));

describe.each<[MessageType, data: object, entries: unknown[][], reads: object[]]>([
  [
    'createToken',
    { ...first, ...secrets, name: 'Line 4', permission: 'read', expireTime: 'never' },
    [['token-created-unknown', one, 'Line 4']],
    tokensOf(first),
  ],
  [
    'generateProfileToken',
    { ...first, ...secrets },
    [['token-created-unknown', one, 'Profiles for TagoIO extension (Chrome on Linux)']],
    tokensOf(first),
  ],
  [
    'revokeTokens',
    { ...first, tokens },
    [
      ['token-revoked-unknown', one, 'A'],
      ['token-revoked-unknown', one, 'B'],
    ],
    tokensOf(first),
  ],
  [
    'moveExtensionToken',
    { ...account, profileId: two },
    [['token-moved-unknown', two, 'Profile 2']],
    tokensOf(second),
  ],
  [
    'inviteMembers',
    { ...first, emails: [' noor@field.example', '', 'sam@field.example', 'noor@field.example'] },
    [
      ['member-invited-unknown', one, 'noor@field.example'],
      ['member-invited-unknown', one, 'sam@field.example'],
    ],
    teamsOf(first),
  ],
  [
    'resendInvitation',
    { ...first, accountId: 'noor', email: 'noor@field.example' },
    [['member-invited-unknown', one, 'noor@field.example']],
    teamsOf(first),
  ],
  [
    'removeMember',
    { accountId: 'noor', from: [first, second].map((ref) => ({ ...ref, active: true })) },
    [
      ['member-removed-unknown', one, null],
      ['member-removed-unknown', two, 'noor@field.example'],
    ],
    teamsOf(first, second),
  ],
  [
    'addProfile',
    { ...account, name: 'Farm', allocateFreeResources: true },
    [['profile-added-unknown', null, 'Farm']],
    ofAccount('readProfiles'),
  ],
  [
    'renameProfile',
    { ...first, name: 'Farm' },
    [['profile-renamed-unknown', one, 'Profile 1 → Farm']],
    ofAccount('readProfiles'),
  ],
  [
    'setLogo',
    { ...first, logoUrl: 'https://example.com/secret.png' },
    [['logo-changed-unknown', one, 'Profile 1']],
    ofAccount('readProfiles'),
  ],
  [
    'uploadLogo',
    { ...first, pngBase64: 'secret-picture' },
    [['logo-changed-unknown', one, 'Profile 1']],
    ofAccount('readProfiles'),
  ],
  [
    'deleteProfile',
    { ...first, ...secrets, name: 'Profile 1' },
    [['profile-deleted-unknown', one, 'Profile 1']],
    ofAccount('readProfiles'),
  ],
  [
    'leaveProfile',
    { ...first, ...secrets },
    [['profile-left-unknown', one, 'Profile 1']],
    ofAccount('readProfiles'),
  ],
  [
    'answerInvitation',
    { ...account, notificationId: 'n1', answer: 'accept' },
    [['invitation-answered-unknown', null, 'Join Farm']],
    ofAccount('readProfiles', 'readNotifications'),
  ],
  [
    'saveAllocation',
    { ...account, changes: [] },
    [['allocation-changed-unknown', null, null]],
    ofAccount('readBilling'),
  ],
  [
    'addToLimit',
    { ...account, profileId: one, service: 'input', from: 1, amount: 1 },
    [['allocation-changed-unknown', null, null]],
    ofAccount('readBilling'),
  ],
  [
    'cancelScheduledChange',
    { ...account, confirmed: {} },
    [['subscription-changed-unknown', null, null]],
    ofAccount('readBilling'),
  ],
  [
    'cancelFailedChange',
    { ...account, confirmed: 'secret of the bank' },
    [['subscription-changed-unknown', null, null]],
    ofAccount('readBilling'),
  ],
])('%s', (type, data, entries, reads) => {
  it('that a terminated worker left is in the journal once, and what shows it is read again once', async () => {
    await begin(type, data);
    expect(JSON.stringify(await settings())).not.toContain('secret');
    expect(await startNextWorker()).toEqual(reads);
    expect(await journal()).toEqual(entries);
    expect(await startNextWorker()).toEqual([]);
    expect(await journal()).toEqual(entries);
    expect(await intents()).toEqual([]);
  });

  it('leaves nothing once the page was answered', async () => {
    await send(type, data, async () => null).reply;
    const refused = async () => {
      throw new FailureError({ code: 'refused' });
    };
    expect(await send(type, data, refused).reply).toEqual({ ok: false, failure: { code: 'refused' } });
    expect(await startNextWorker()).toEqual([]);
    expect(await journal()).toEqual([]);
  });

  it('that ends with an unknown outcome is in the journal, as the page may be closed', async () => {
    await send(type, data, async () => {
      throw new FailureError({ code: 'outcome-unknown' });
    }).reply;
    expect(await journal()).toEqual(entries);
    expect(await startNextWorker()).toEqual([]);
    expect(await journal()).toEqual(entries);
  });

  it('isn’t begun when that can’t be stored', async () => {
    failWritesTo('settings');
    const { action, reply } = send(type, data, async () => null);
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'storage-full' } });
    expect(action).not.toHaveBeenCalled();
  });
});

const rename = { ...first, name: 'Farm' };

it('what this worker is still doing isn’t interrupted', async () => {
  await begin('renameProfile', rename);
  const reread = vi.fn(async () => {});
  await reportInterrupted(reread);
  expect(reread).not.toHaveBeenCalled();
  expect(await journal()).toEqual([]);
  expect(await intents()).toHaveLength(1);
});

it('an entry has the time at which the change began', async () => {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 0, 2));
  await begin('renameProfile', rename);
  clock.mockReturnValue(Date.UTC(2026, 0, 5));
  await startNextWorker();
  expect(await listJournal()).toMatchObject([{ at: Date.UTC(2026, 0, 2), ...account }]);
});

it('a read that fails keeps neither the others nor a journal’s entry', async () => {
  await begin('createToken', { ...first, name: 'Line 4' });
  await begin('inviteMembers', { ...second, emails: ['noor@field.example'] });
  await begin('saveAllocation', { ...account, changes: [] });
  expect(await startNextWorker(['readTokens', 'readTeam'])).toEqual([
    ...tokensOf(first),
    ...teamsOf(second),
    ...ofAccount('readBilling'),
  ]);
  expect(await journal()).toHaveLength(3);
});

it('while locked nothing is read: the journal’s entry stands alone', async () => {
  speedUpKeyDerivation();
  await setPassphrase('a long enough passphrase', null);
  await begin('createToken', { ...first, name: 'Line 4' });
  await lock();
  const before = (await journal()).length;
  expect(await startNextWorker()).toEqual([]);
  expect((await journal()).slice(before)).toEqual([['token-created-unknown', one, 'Line 4']]);
});

const lost = async () => {
  throw new FailureError({ code: 'outcome-unknown' });
};
/** Returns a row of the journal, as of now. */
const done = (what: JournalEntry['what'], subject: string | null, more: Partial<JournalEntry> = {}) => ({
  ...first,
  at: Date.now(),
  what,
  subject,
  ...more,
});

it('an outcome that this worker doesn’t know is added beside an equal change that was made meanwhile', async () => {
  const results = [null, { code: 'outcome-unknown' }].map((failure) => ({ failure }));
  const alike = tokens.map((token) => ({ ...token, name: 'A' }));
  await send('revokeTokens', { ...first, tokens: alike }, async () => {
    await addJournal(done('token-revoked', 'A'));
    return results;
  }).reply;
  await send('saveAllocation', { ...account, changes: [] }, async () => {
    await addJournal({ ...done('allocation-changed', null), profileKey: null });
    return lost();
  }).reply;
  expect(await journal()).toEqual([
    ['token-revoked', one, 'A'],
    ['token-revoked-unknown', one, 'A'],
    ['allocation-changed', null, null],
    ['allocation-changed-unknown', null, null],
  ]);
});

it('an unknown outcome is added also where the database was lost during the change', async () => {
  await send('renameProfile', rename, async () => {
    await write(['settings'], (transaction) => transaction.objectStore('settings').clear());
    return lost();
  }).reply;
  expect(await journal()).toEqual([['profile-renamed-unknown', one, 'Profile 1 → Farm']]);
});

describe('the same change from two windows', () => {
  const removal = { ...first, ...secrets, name: 'Profile 1' };

  it('is made once, and is in the journal once if its outcome isn’t known', async () => {
    let end = () => {};
    const run = () => new Promise<void>((resolve) => (end = resolve)).then(lost);
    const { action, reply } = send('deleteProfile', removal, run);
    await vi.waitFor(() => expect(action).toHaveBeenCalledOnce());
    const second = send('deleteProfile', { ...removal }, run);
    // By then the second one has arrived.
    await send('renameProfile', rename, async () => null).reply;
    end();
    expect(await second.reply).toEqual(await reply);
    expect(await journal()).toEqual([['profile-deleted-unknown', one, 'Profile 1']]);
  });

  it('is in the journal once if the worker is terminated', async () => {
    await begin('addProfile', { ...account, name: 'Farm', allocateFreeResources: true });
    send('addProfile', { ...account, name: 'Farm', allocateFreeResources: true }, lost);
    await send('renameProfile', rename, async () => null).reply;
    await startNextWorker();
    expect(await journal()).toEqual([['profile-added-unknown', null, 'Farm']]);
  });

  it('is another one with another password', async () => {
    await begin('deleteProfile', removal);
    await send('deleteProfile', { ...removal, password: 'another' }, lost).reply;
    expect(await journal()).toEqual([['profile-deleted-unknown', one, 'Profile 1']]);
    expect(await intents()).toHaveLength(1);
  });
});

it('a token that nobody can use is not in the journal: another attempt revokes it', async () => {
  await send('generateProfileToken', { ...first, ...secrets }, async () => {
    throw unknownOutcome('ruleTokenMayExist');
  }).reply;
  expect(await journal()).toEqual([]);
});

describe('of a terminated worker', () => {
  it.each<[MessageType, data: object, DoneKind, subject: string, more?: Partial<JournalEntry>]>([
    ['addProfile', { ...account, name: ' Farm ' }, 'profile-added', 'Farm', second],
    ['renameProfile', { ...first, name: 'Farm ' }, 'profile-renamed', 'Profile 1 → Farm'],
    ['createToken', { ...first, name: ' Line 4' }, 'token-created', 'Line 4'],
    [
      'generateProfileToken',
      { ...first, ...secrets },
      'token-created',
      'Profiles for TagoIO extension (Chrome on Linux)',
    ],
    ['setLogo', { ...first, logoUrl: null }, 'logo-changed', 'Profile 1'],
  ])('%s isn’t unknown that the journal has as done', async (type, data, what, subject, more) => {
    await begin(type, data);
    await addJournal(done(what, subject, more));
    await startNextWorker();
    expect(await journal()).toHaveLength(1);
  });

  it('each change that the journal has as done accounts for one', async () => {
    const alike = [...tokens, ...tokens].map((token) => ({ ...token, name: 'A' }));
    await addJournal(done('token-revoked', 'A', { at: Date.now() - 1 }));
    await begin('revokeTokens', { ...first, tokens: alike });
    for (const _ of tokens) await addJournal(done('token-revoked', 'A'));
    await startNextWorker();
    const revoked = ['token-revoked', one, 'A'];
    const unknown = ['token-revoked-unknown', one, 'A'];
    expect(await journal()).toEqual([revoked, revoked, revoked, unknown, unknown]);
  });

  it('an invitation that is still to be sent again isn’t unknown', async () => {
    const canceled = { accountId: 'noor', email: 'Noor@field.example', since: null, at: Date.now() };
    await begin('resendInvitation', { ...first, accountId: 'noor', email: 'noor@field.example' });
    await begin('resendInvitation', { ...second, accountId: 'noor', email: 'noor@field.example' });
    await begin('resendInvitation', { ...first, accountId: 'sam', email: 'sam@field.example' });
    await addCanceledInvitation({ ...first, ...canceled });
    await startNextWorker();
    expect(await journal()).toEqual([
      ['member-invited-unknown', two, 'noor@field.example'],
      ['member-invited-unknown', one, 'sam@field.example'],
    ]);
  });
});

describe('of several at once', () => {
  const emails = ['a@field.example', 'b@field.example', 'c@field.example'];
  const invited = (subject: string): Omit<JournalEntry, 'id'> => ({
    ...first,
    at: Date.now(),
    what: 'member-invited',
    subject,
  });

  it('those that are in the journal as done are not unknown', async () => {
    // An earlier invitation says nothing about this one.
    await addJournal({ ...invited(emails[1]!), at: Date.now() - 1 });
    await begin('inviteMembers', { ...first, emails });
    await addJournal(invited(emails[0]!));
    await startNextWorker();
    expect((await journal()).slice(2)).toEqual([
      ['member-invited-unknown', one, emails[1]],
      ['member-invited-unknown', one, emails[2]],
    ]);
  });

  it('only those whose outcome isn’t known are in the journal', async () => {
    const failures = [null, { code: 'outcome-unknown' }, { code: 'no-account' }];
    const results = emails.map((email, index) => ({ email, failure: failures[index] }));
    await send('inviteMembers', { ...first, emails }, async () => results).reply;
    expect(await journal()).toEqual([['member-invited-unknown', one, emails[1]]]);
  });
});
