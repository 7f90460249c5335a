import { describe, expect, it, vi } from 'vitest';
import { addToLimit, saveAllocation } from '../../../../lib/actions/billing/limits.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import { type LimitChange, planUndo } from '../../../../lib/domain/billing/allocation.ts';
import * as refresh from '../../../../lib/refresh/refresh.ts';
import { getUsage } from '../../../../lib/store/usage.ts';
import { allocated, allocationOf } from '../../../sandbox/pool.ts';
import { failureOf, lastInJournal } from '../connected-account.ts';
import { waitForStore } from '../fresh-browser.ts';
import { ines, sandbox } from '../signed-in-account.ts';
import { nextTier, quoteFor, storedBilling, withBilling } from './account.ts';

withBilling();

const account = () => sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
const profile = (name: string) => sandbox.state.profiles.find(({ id }) => id === ines.id(name))!;
const posts = () => sandbox.requests.count({ method: 'POST', route: '/account/allocation' });
const save = (...changes: LimitChange[]) => saveAllocation({ connectionKey: ines.key, changes });
const sms = (name: string, to: number, from = profile(name).allocation.sms): LimitChange => ({
  profileId: ines.id(name),
  service: 'sms',
  from,
  to,
});

describe('saving the allocation', () => {
  it('sends only what changed and updates the profile’s limit', async () => {
    const free = account().billing.services.sms - allocated(sandbox.state, account()).sms;
    const to = profile('Demo').allocation.sms + free;
    const change = sms('Demo', to);
    expect(await save(change)).toEqual({ conflicts: [], sent: [change] });
    expect((await storedBilling(ines.key)).allocation?.[ines.id('Demo')]?.sms).toBe(to);
    expect(profile('Demo').allocation.sms).toBe(to);
    expect(posts()).toBe(1);
    expect(await lastInJournal()).toMatchObject({ what: 'allocation-changed' });
    await waitForStore(async () => (await getUsage(ines.ref('Demo')))?.services.sms?.limit === to);
  });

  it('starts one refresh for all profiles whose limits changed', async () => {
    const again = vi.spyOn(refresh, 'refreshAgain');
    profile('Demo').allocation.sms = 5;
    const lowered = (name: string) => sms(name, profile(name).allocation.sms - 1);
    await save(lowered('Acme Farms'), lowered('Demo'));
    const refs = [ines.ref('Acme Farms'), ines.ref('Demo')];
    expect(again.mock.calls).toEqual([[ines.key, refs]]);
    again.mockRestore();
  });

  it('sends nothing when the platform already has the value, so that nothing of it is undone', async () => {
    const current = profile('Demo').allocation.sms;
    const theirs = sms('Demo', current, current + 5);
    expect(await save(theirs)).toEqual({ conflicts: [], sent: [] });
    expect(posts()).toBe(0);
    const mine = sms('Acme Farms', profile('Acme Farms').allocation.sms - 1);
    expect(await save(theirs, mine)).toEqual({ conflicts: [], sent: [mine] });
    expect(posts()).toBe(1);
  });

  it('finds a limit of 0 made after a lost response, where TagoIO leaves it out, and doesn’t send it again', async () => {
    const change = sms('Acme Farms', 0);
    const rows = allocationOf(sandbox, account()).map(({ sms, ...row }) =>
      row.profile === change.profileId ? row : { ...row, sms },
    );
    const path = '/account/allocation';
    const body = JSON.stringify({ status: true, result: rows });
    sandbox.faults.add({ method: 'POST', path, kind: 'cut', after: true, times: 1 });
    sandbox.faults.add({ method: 'GET', path, kind: 'raw', status: 200, body, skip: 1 });
    expect(await save(change)).toEqual({ conflicts: [], sent: [change] });
    expect(profile('Acme Farms').allocation.sms).toBe(0);
    expect(await save(change)).toEqual({ conflicts: [], sent: [] });
    expect(posts()).toBe(1);
  });

  it('sends nothing when somebody else changed the limit meanwhile, and returns both values', async () => {
    const change = sms('Acme Farms', 1);
    profile('Acme Farms').allocation.sms = 2;
    const other = sms('Demo', 0);
    expect(await save(change, other)).toEqual({ conflicts: [{ ...change, current: 2 }], sent: [] });
    expect(posts()).toBe(0);
    expect(profile('Acme Farms').allocation.sms).toBe(2);
    expect((await storedBilling(ines.key)).allocation?.[ines.id('Acme Farms')]?.sms).toBe(2);
  });

  it('doesn’t take a profile whose limits can’t be read for a deleted one', async () => {
    const rows = [{ profile: ines.id('Demo'), sms: 'many' }];
    const body = JSON.stringify({ status: true, result: rows });
    sandbox.faults.add({ kind: 'raw', method: 'GET', path: '/account/allocation', status: 200, body });
    const unread = { code: 'malformed', detail: 'ruleLimitsUnread' };
    expect(await failureOf(save(sms('Demo', 1)))).toMatchObject(unread);
    expect(posts()).toBe(0);
  });

  it('asks for a profile that the list leaves out, and doesn’t take it for a deleted one', async () => {
    const without = allocationOf(sandbox, account()).filter((row) => row.profile !== ines.id('Demo'));
    const body = JSON.stringify({ status: true, result: without });
    const path = '/account/allocation';
    const hidden = { kind: 'raw', method: 'GET', path, status: 200, body, times: 1 } as const;
    Object.assign(profile('Demo').allocation, { sms: 5, email: 3 });
    sandbox.faults.add(hidden);
    const change = sms('Demo', 4);
    expect(await save(change)).toEqual({ conflicts: [], sent: [change] });
    expect(profile('Demo').allocation.sms).toBe(4);
    sandbox.faults.add(hidden);
    const seenAsNone = sms('Demo', 1, 0);
    expect(await save(seenAsNone)).toEqual({ conflicts: [{ ...seenAsNone, current: 4 }], sent: [] });
    expect(posts()).toBe(1);
    sandbox.faults.add(hidden);
    const intent = await nextTier(ines.key, 'email', ines.id('Demo'));
    expect(await quoteFor(ines.key, intent)).toMatchObject({
      receiverLimit: profile('Demo').allocation.email,
    });
  });

  it('finds a change of a profile that the list always leaves out made after a lost response, and keeps its limits stored', async () => {
    const without = allocationOf(sandbox, account()).filter((row) => row.profile !== ines.id('Demo'));
    const body = JSON.stringify({ status: true, result: without });
    const path = '/account/allocation';
    const storedOf = async (name: string) => (await storedBilling(ines.key)).allocation?.[ines.id(name)];
    profile('Demo').allocation.sms = 5;
    sandbox.faults.add({ kind: 'raw', method: 'GET', path, status: 200, body });
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path, times: 1 });
    const change = sms('Demo', 4);
    expect(await save(change)).toEqual({ conflicts: [], sent: [change] });
    expect(await storedOf('Demo')).toMatchObject({ sms: 4 });
    const other = sms('Acme Farms', profile('Acme Farms').allocation.sms - 1);
    expect(await save(change, other)).toEqual({ conflicts: [], sent: [other] });
    expect(await storedOf('Demo')).toMatchObject({ sms: 4 });
    const back = planUndo([change], (await storedBilling(ines.key)).allocation!);
    expect(back).toEqual({ changes: [sms('Demo', 5, 4)], kept: 0 });
    expect(posts()).toBe(2);
  });

  it('keeps the limits of profiles that the list leaves out, of one that is not to be changed and of one that is refused more', async () => {
    const listed = allocationOf(sandbox, account()).filter((row) => row.profile === ines.id('Acme Farms'));
    const body = JSON.stringify({ status: true, result: listed });
    const path = '/account/allocation';
    sandbox.faults.add({ kind: 'raw', method: 'GET', path, status: 200, body });
    const known = async () => Object.keys((await storedBilling(ines.key)).allocation ?? {}).sort();
    const owned = allocationOf(sandbox, account()).map((row) => row.profile);
    expect(await known()).toEqual(owned.sort());
    await save(sms('Acme Farms', profile('Acme Farms').allocation.sms - 1));
    expect(await known()).toEqual(owned);
    expect(await failureOf(save(sms('Demo', 10_000_000)))).toMatchObject({ code: 'plan-limit' });
    expect(await known()).toEqual(owned);
  });

  it('forgets the limits of a profile that is found to be gone', async () => {
    const id = ines.id('Demo');
    const rows = allocationOf(sandbox, account()).filter((row) => row.profile !== id);
    const body = JSON.stringify({ status: true, result: rows });
    sandbox.faults.add({ kind: 'raw', method: 'GET', path: '/account/allocation', status: 200, body });
    const path = '/profile/:id';
    sandbox.faults.add({ kind: 'failure', status: 404, message: 'Profile not found', path, profile: id });
    expect(await save(sms('Demo', 1))).toMatchObject({ conflicts: [{ current: null }] });
    expect((await storedBilling(ines.key)).allocation).not.toHaveProperty(id);
  });

  it('saves nothing for a profile that the list leaves out and that doesn’t say its limits either', async () => {
    const path = '/account/allocation';
    const body = JSON.stringify({ status: true, result: [] });
    sandbox.faults.add({ kind: 'raw', method: 'GET', path, status: 200, body });
    sandbox.faults.add({ kind: 'denied', method: 'GET', path: '/profile/:id', profile: ines.id('Demo') });
    expect(await failureOf(save(sms('Demo', 1)))).toMatchObject({ detail: 'ruleLimitsUnread' });
    expect(posts()).toBe(0);
  });

  it('neither saves nor quotes a limit that the list leaves out and that the profile’s details have as text', async () => {
    const respond = (path: string, result: unknown, only: { profile?: string } = {}) => {
      const body = JSON.stringify({ status: true, result });
      sandbox.faults.add({ kind: 'raw', method: 'GET', path, status: 200, body, ...only });
    };
    const id = ines.id('Demo');
    const info = { info: { id, account: ines.account.id }, allocation: { sms: 5, email: '9000' } };
    const intent = await nextTier(ines.key, 'email', id);
    respond('/account/allocation', []);
    respond('/profile/:id', info, { profile: id });
    const change = { profileId: id, service: 'email', from: 0, to: 500 };
    expect(await failureOf(save(change))).toMatchObject({ detail: 'ruleLimitsUnread' });
    expect(posts()).toBe(0);
    expect(await quoteSubscription({ connectionKey: ines.key, intents: [intent] })).toEqual([
      { reason: 'ruleLimitsUnread' },
    ]);
  });

  it('reports a profile that was deleted meanwhile as a conflict', async () => {
    const change = { profileId: 'f'.repeat(24), service: 'sms', from: 0, to: 1 };
    expect(await save(change)).toEqual({ conflicts: [{ ...change, current: null }], sent: [] });
    expect(posts()).toBe(0);
  });

  it('refuses more than the account has, and anything but a whole number', async () => {
    expect(await failureOf(save(sms('Demo', 10_000_000)))).toMatchObject({ code: 'plan-limit' });
    for (const to of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(await failureOf(save(sms('Demo', to)))).toMatchObject({ code: 'invalid-input', field: 'sms' });
  });

  it('reads the outcome from the platform after a lost response, a gateway error or the refusal of a repetition', async () => {
    const path = '/account/allocation';
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path, times: 1 });
    await save(sms('Acme Farms', 1));
    sandbox.faults.add({
      kind: 'failure',
      status: 503,
      message: 'Service Unavailable',
      after: true,
      method: 'POST',
      path,
      times: 1,
    });
    await save(sms('Acme Farms', 0));
    sandbox.faults.add({
      kind: 'failure',
      status: 400,
      message: 'Already done',
      after: true,
      method: 'POST',
      path,
      times: 1,
    });
    await save(sms('Acme Farms', 1));
    expect(profile('Acme Farms').allocation.sms).toBe(1);

    sandbox.faults.add({ kind: 'cut', method: 'POST', path, times: 1 });
    expect(await failureOf(save(sms('Acme Farms', 0)))).toMatchObject({ code: 'outcome-unknown' });
    expect(profile('Acme Farms').allocation.sms).toBe(1);
    expect(posts()).toBe(4);
  });

  it('does not mistake a gateway’s error page for a refusal by the plan', async () => {
    const words = { method: 'POST', path: '/account/allocation', times: 1 };
    sandbox.faults.add({ ...words, kind: 'failure', status: 503, message: 'Service Unavailable' });
    expect(await failureOf(save(sms('Acme Farms', 0)))).toEqual({
      code: 'outcome-unknown',
      detail: 'not-seen',
    });
    sandbox.faults.add({ ...words, kind: 'failure', status: 400, message: 'The service is unavailable' });
    expect(await failureOf(save(sms('Acme Farms', 0)))).toMatchObject({ code: 'refused' });
  });
});

describe('giving a profile a share of the unallocated amount', () => {
  const give = (from: number, profileId = ines.id('Demo')) =>
    addToLimit({ connectionKey: ines.key, profileId, service: 'sms', from, amount: 10 });

  it('adds it to the limit that was shown, and nothing once somebody else has changed that', async () => {
    Object.assign(account().billing.services, { sms: 5000 });
    profile('Demo').allocation.sms = 210;
    expect(await give(210)).toEqual({ limit: 220 });
    expect(profile('Demo').allocation.sms).toBe(220);
    expect(await failureOf(give(200))).toMatchObject({ code: 'not-allowed', detail: 'ruleShareChanged' });
    expect(profile('Demo').allocation.sms).toBe(220);
  });

  it('gives it once to a person who presses again because nobody knew the outcome', async () => {
    Object.assign(account().billing.services, { sms: 5000 });
    const had = profile('Demo').allocation.sms;
    const lost = sandbox.faults.add({ path: '/account/allocation', kind: 'cut', after: true, skip: 1 });
    expect(await failureOf(give(had))).toMatchObject({ code: 'outcome-unknown' });
    lost.remove();
    expect(await give(had)).toEqual({ limit: had + 10 });
    expect(profile('Demo').allocation.sms).toBe(had + 10);
  });

  it('gives it once for a double click, and fails for a profile that was deleted', async () => {
    Object.assign(account().billing.services, { sms: 5000 });
    const had = profile('Demo').allocation.sms;
    await Promise.all([give(had), give(had)]);
    expect(profile('Demo').allocation.sms).toBe(had + 10);
    expect(await failureOf(give(had, 'f'.repeat(24)))).toMatchObject({ detail: 'ruleProfileGone' });
  });
});
