import { afterEach, describe, expect, it, vi } from 'vitest';
import { resendInvitation, sendCanceled } from '../../../../lib/actions/team/resend-invitation.ts';
import { inviteMembers, removeMember } from '../../../../lib/actions/team/team.ts';
import { DAY_MS, HOUR_MS } from '../../../../lib/domain/time.ts';
import {
  addCanceledInvitation,
  listCanceledInvitations,
} from '../../../../lib/store/canceled-invitations.ts';
import { onStoreChange } from '../../../../lib/store/changes.ts';
import { updateConnection } from '../../../../lib/store/connections.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { getTeam } from '../../../../lib/store/team.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../../lib/vault/passphrase.ts';
import { invite } from '../../../sandbox/invitations.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { accountNamed, lastInJournal } from '../connected-account.ts';
import { damageRows } from '../damage-rows.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

withConnectedAccount('token');

afterEach(() => {
  vi.unstubAllGlobals();
});

const yukiMori = () => accountNamed(sandbox, 'Yuki Mori');
const demo = () => sandbox.state.profiles.find(({ id }) => id === ines.id('Demo'))!;
const emailsOf = async (name: string) => (await getTeam(ines.ref(name)))?.members.map(({ email }) => email);

describe('an invitation that was canceled to send it again by a worker that was terminated', () => {
  /** Leaves what that worker leaves between the two requests; `isPending`: before the first. */
  async function canceled({ at = Date.now(), isPending = false } = {}) {
    const yuki = yukiMori();
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    // It was sent a while ago.
    const since = Date.parse(demo().members[0]!.created_at) - 5 * DAY_MS;
    demo().members[0]!.created_at = new Date(since).toISOString();
    if (!isPending) demo().members = [];
    await addCanceledInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email, since, at });
    sandbox.requests.clear();
    return yuki.email;
  }
  const invitationsSent = () => sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' });

  it('is stored before it is canceled, until the new one is sent', async () => {
    const yuki = yukiMori();
    await inviteMembers({ ...ines.ref('Demo'), emails: [yuki.email] });
    let stored: Promise<{ email: string }[]> | undefined;
    sandbox.faults.add({
      kind: 'elsewhere',
      method: 'DELETE',
      path: '/profile/:id/team/:account',
      times: 1,
      run: () => {
        stored = listCanceledInvitations();
      },
    });
    await resendInvitation({ ...ines.ref('Demo'), accountId: yuki.id, email: yuki.email });
    expect(await stored).toMatchObject([
      { ...ines.ref('Demo'), email: yuki.email, since: expect.any(Number) },
    ]);
    expect(await listCanceledInvitations()).toEqual([]);
  });

  it('is sent by the next worker', async () => {
    const email = await canceled();
    await sendCanceled();
    expect(await emailsOf('Demo')).toEqual([email]);
    expect(await lastInJournal()).toEqual({ what: 'member-invited', subject: email });
    await sendCanceled();
    expect(invitationsSent()).toBe(1);
  });

  it('is sent by the next worker although the clock was a month ahead as it was canceled', async () => {
    const email = await canceled({ at: Date.now() + 30 * DAY_MS });
    await sendCanceled();
    await sendCanceled();
    expect(invitationsSent()).toBe(1);
    expect(await lastInJournal()).toEqual({ what: 'member-invited', subject: email });
  });

  const sentByTerminated = (email: string) => {
    const owner = sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
    invite(sandbox, demo(), email, owner);
  };
  const entries = async () => (await listJournal()).map(({ what, subject }) => [what, subject]);

  it('is not sent twice when the terminated worker had sent it, and is in the journal', async () => {
    const email = await canceled();
    sentByTerminated(email);
    const before = await entries();
    await sendCanceled();
    expect(invitationsSent()).toBe(0);
    expect(await listCanceledInvitations()).toEqual([]);
    expect(await entries()).toEqual([['member-invited', email], ...before]);
  });

  describe('beside a row that can’t be read', () => {
    /** Leaves a canceled invitation `ageMs` ago, and a list whose rows of these people can't be read. */
    async function partial(ageMs: number, unreadable: string): Promise<string> {
      const email = await canceled({ isPending: true, at: Date.now() - ageMs });
      await inviteMembers({ ...ines.ref('Demo'), emails: [accountNamed(sandbox, 'Sam Okoro').email] });
      const { id } = accountNamed(sandbox, unreadable);
      damageRows(/\/team$/, (row) => (row.id === id ? { ...row, id: null } : row));
      sandbox.requests.clear();
      return email;
    }

    it('is kept, and nothing sent', async () => {
      await partial(0, 'Yuki Mori');
      const before = await entries();
      await sendCanceled();
      expect(invitationsSent()).toBe(0);
      expect(await listCanceledInvitations()).toHaveLength(1);
      expect(await entries()).toEqual(before);
    });

    it('is not kept longer than a day, and it isn’t known whether it was removed', async () => {
      const email = await partial(2 * DAY_MS, 'Yuki Mori');
      const before = await entries();
      await sendCanceled();
      expect(await entries()).toEqual([['member-removed-unknown', email], ...before]);
      sandbox.requests.clear();
      await sendCanceled();
      expect(sandbox.requests.count()).toBe(0);
      expect(await listCanceledInvitations()).toEqual([]);
    });

    it('is found where its own row can be, also a day later', async () => {
      await partial(2 * DAY_MS, 'Sam Okoro');
      const before = await entries();
      await sendCanceled();
      expect(await listCanceledInvitations()).toEqual([]);
      expect(await entries()).toEqual(before);
    });
  });

  it('is not in the journal when the old one was never canceled', async () => {
    await canceled({ isPending: true });
    const before = await entries();
    await sendCanceled();
    expect(invitationsSent()).toBe(0);
    expect(await listCanceledInvitations()).toEqual([]);
    expect(await entries()).toEqual(before);
  });

  it('is found in a list without addresses, and not taken for one that the platform refuses', async () => {
    const email = await canceled();
    sentByTerminated(email);
    const { account, active, created_at } = demo().members[0]!;
    sandbox.faults.add({
      kind: 'raw',
      method: 'GET',
      path: '/profile/:id/team',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: true, result: [{ id: account, name: 'Yuki', active, created_at }] }),
    });
    await sendCanceled();
    expect(invitationsSent()).toBe(0);
    expect(await lastInJournal()).toEqual({ what: 'member-invited', subject: email });
  });

  it('is in the journal once, though the worker is terminated right after', async () => {
    const email = await canceled();
    const before = await entries();
    // The read that follows is never answered.
    const held = sandbox.faults.add({ kind: 'hold', method: 'GET', path: '/profile/:id/team', skip: 1 });
    const sending = sendCanceled();
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    expect(await entries()).toEqual([['member-invited', email], ...before]);
    expect(await listCanceledInvitations()).toEqual([]);
    held.remove();
    await sending;
  });

  it.each([
    ['a later worker', () => sendCanceled()],
    ['the person', () => inviteMembers({ ...ines.ref('Demo'), emails: [yukiMori().email] })],
  ])('is never in the journal and still to be sent at once, when %s sends it', async (_who, act) => {
    await canceled();
    const leftAtEntry: Promise<unknown>[] = [];
    const stop = onStoreChange(({ store }) => {
      if (store === 'journal') leftAtEntry.push(listCanceledInvitations());
    });
    await act();
    stop();
    expect(await Promise.all(leftAtEntry)).toEqual([[]]);
  });

  it('is sent later while the platform cannot be reached', async () => {
    const email = await canceled();
    sandbox.faults.add({ kind: 'server-error', method: 'POST', path: '/profile/:id/team' });
    await sendCanceled();
    sandbox.faults.clear();
    await sendCanceled((one) => one.profileKey === ines.ref('Demo').profileKey);
    expect(await emailsOf('Demo')).toEqual([email]);
  });

  it.each([
    ['the platform refuses it', 'The team is full', Date.now(), 1],
    ['the platform refuses its address', 'Invalid email', Date.now(), 1],
    ['it was long ago', 'The team is full', Date.now() - 2 * DAY_MS, 0],
  ])('is in the journal as removed when %s', async (_why, message, at, sent) => {
    const email = await canceled({ at });
    sandbox.faults.add({
      kind: 'failure',
      status: 400,
      message,
      method: 'POST',
      path: '/profile/:id/team',
    });
    await sendCanceled();
    expect(invitationsSent()).toBe(sent);
    expect(await lastInJournal()).toEqual({ what: 'member-removed', subject: email });
    expect(await listCanceledInvitations()).toEqual([]);
  });

  const cancelByHand = async () =>
    (await removeMember({ accountId: yukiMori().id, from: [{ ...ines.ref('Demo'), active: false }] }))[0]
      ?.failure;

  it('is not sent once the person has canceled it', async () => {
    await canceled({ isPending: true });
    sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile/:id/team' });
    await sendCanceled();
    sandbox.faults.clear();
    expect(await cancelByHand()).toBeNull();
    await sendCanceled();
    expect(invitationsSent()).toBe(0);
    expect(demo().members).toEqual([]);
  });

  it('is not sent once the person has tried to cancel it, even if that failed', async () => {
    await canceled();
    sandbox.faults.add({ kind: 'server-error', method: 'GET', path: '/profile/:id/team' });
    expect(await cancelByHand()).toMatchObject({ code: 'server' });
    sandbox.faults.clear();
    await sendCanceled();
    expect(invitationsSent()).toBe(0);
  });

  it('is canceled if the person cancels it while it is being sent', async () => {
    await canceled();
    const held = sandbox.faults.add({ kind: 'hold', method: 'POST', path: '/profile/:id/team', times: 1 });
    const sending = sendCanceled();
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const canceling = cancelByHand();
    // As long as a cancellation takes that doesn't wait for what is being sent.
    await removeMember({ accountId: yukiMori().id, from: [{ ...ines.ref('Acme Farms'), active: false }] });
    held.remove();
    await Promise.all([sending, canceling]);
    expect(invitationsSent()).toBe(1);
    expect(demo().members).toEqual([]);
  });

  it('is not sent while the person invites', async () => {
    const email = await canceled();
    const held = sandbox.faults.add({ kind: 'hold', method: 'POST', path: '/profile/:id/team', times: 1 });
    const inviting = inviteMembers({ ...ines.ref('Demo'), emails: [email] });
    await vi.waitFor(() => expect(held.waiting).toBe(1));
    const sending = sendCanceled();
    // Longer than it takes to send one that doesn't wait for the person's.
    await removeMember({ accountId: yukiMori().id, from: [{ ...ines.ref('Acme Farms'), active: false }] });
    held.remove();
    expect(await inviting).toEqual([{ email, failure: null }]);
    await sending;
    expect(invitationsSent()).toBe(1);
    expect((await listJournal()).filter(({ what }) => what === 'member-invited')).toHaveLength(2);
  });

  it.each([
    ['invited', () => inviteMembers({ ...ines.ref('Demo'), emails: [yukiMori().email.toUpperCase()] })],
    [
      'sent the invitation again',
      () => resendInvitation({ ...ines.ref('Demo'), accountId: yukiMori().id, email: yukiMori().email }),
    ],
  ])('is not sent once the person has %s', async (_what, act) => {
    await canceled();
    await act();
    expect(await listCanceledInvitations()).toEqual([]);
    expect(invitationsSent()).toBe(1);
  });

  it('is not sent while the vault is locked, and nothing is read or stored with the team', async () => {
    speedUpKeyDerivation();
    const email = await canceled();
    await setPassphrase('correct horse battery', null);
    await lock();
    const before = await getTeam(ines.ref('Demo'));
    await sendCanceled();
    expect(sandbox.requests.count()).toBe(0);
    expect(await getTeam(ines.ref('Demo'))).toEqual(before);
    await unlock('correct horse battery');
    await sendCanceled();
    expect(await emailsOf('Demo')).toEqual([email]);
  });

  it('is not sent while the account’s refreshes are paused', async () => {
    const email = await canceled();
    const before = await getTeam(ines.ref('Demo'));
    const at = Date.now();
    await updateConnection(ines.key, (row) => ({ ...row, pause: { at, until: at + HOUR_MS, pauses: 1 } }));
    await sendCanceled();
    expect(sandbox.requests.count()).toBe(0);
    expect(await getTeam(ines.ref('Demo'))).toEqual(before);
    await updateConnection(ines.key, (row) => ({ ...row, pause: null }));
    await sendCanceled();
    expect(await emailsOf('Demo')).toEqual([email]);
  });

  it('is not sent while the platform asks to wait with the team', async () => {
    await canceled();
    sandbox.faults.add({ kind: 'rate-limit', path: '/profile/:id/team', retryAfter: 60, times: 1 });
    await sendCanceled();
    await sendCanceled();
    expect(sandbox.requests.count({ route: '/profile/:id/team' })).toBe(1);
    expect(await listCanceledInvitations()).toHaveLength(1);
  });
});
