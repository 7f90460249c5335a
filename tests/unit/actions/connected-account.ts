import { expect } from 'vitest';
import { connectToken, signIn } from '../../../lib/actions/connect/connect.ts';
import { generateProfileToken } from '../../../lib/actions/connect/profile-token.ts';
import { type Failure, FailureError } from '../../../lib/domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import { refreshIdle } from '../../../lib/refresh/refresh.ts';
import { listJournal } from '../../../lib/store/journal.ts';
import { listProfiles } from '../../../lib/store/profiles.ts';
import { getUsage, listUsage } from '../../../lib/store/usage.ts';
import type { SandboxAccount } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { originOf, waitForStore } from './fresh-browser.ts';

/** An account that is connected and was refreshed once. */
export interface ConnectedAccount {
  key: ConnectionKey;
  account: SandboxAccount;
  /** Returns the profile at this index of the account's list, or with this name. */
  ref(profile: number | string): ProfileRef;
  id(profile: number | string): string;
}

export async function connectByPassword(
  sandbox: Sandbox,
  account: SandboxAccount,
): Promise<ConnectedAccount> {
  const { email, password } = account;
  const { connectionKey } = await signIn({ origin: originOf(sandbox), email, password });
  return afterFirstRefresh(sandbox, account, connectionKey);
}

export async function connectByToken(sandbox: Sandbox, account: SandboxAccount): Promise<ConnectedAccount> {
  const { connectionKey } = await connectToken({ origin: originOf(sandbox), token: account.token ?? '' });
  return afterFirstRefresh(sandbox, account, connectionKey);
}

/** Waits for the end of the refresh that follows a connection. */
export async function firstRefresh(): Promise<void> {
  await waitForStore(async () => {
    const [profiles, usage] = await Promise.all([listProfiles(), listUsage()]);
    return usage.length === profiles.length && usage.every((row) => row.fetchedAt !== null);
  });
  await refreshIdle();
}

async function afterFirstRefresh(
  sandbox: Sandbox,
  account: SandboxAccount,
  key: ConnectionKey,
): Promise<ConnectedAccount> {
  await firstRefresh();
  sandbox.requests.clear();
  const id = (profile: number | string) => {
    const found = account.profiles.find((one, index) => index === profile || one.name === profile);
    if (!found) throw new Error(`${account.email} has no profile ${profile}`);
    return found.id;
  };
  const ref = (profile: number | string) => ({
    connectionKey: key,
    profileKey: profileKeyOf(originOf(sandbox), id(profile)),
  });
  return { key, account, id, ref };
}

/** Issues a token for a profile. Resolves once the profile has been read with it, which the action doesn't wait for. */
export async function issueProfileToken(ref: ProfileRef, password: string): Promise<void> {
  const before = (await getUsage(ref))?.fetchedAt;
  await generateProfileToken({ ...ref, password });
  await waitForStore(async () => {
    const usage = await getUsage(ref);
    return usage !== undefined && usage.failure === null && usage.fetchedAt !== before;
  });
  await refreshIdle();
}

export function accountNamed(sandbox: Sandbox, name: string): SandboxAccount {
  const found = sandbox.accounts.find((one) => one.name === name && one.region === 'us-e1');
  if (!found) throw new Error(`The sandbox has no ${name}`);
  return found;
}

/** Returns the failure that a call is rejected with. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('The call did not fail');
}

/** Returns the newest entry of the journal. */
export async function lastInJournal(): Promise<{ what: string; subject: string | null }> {
  const [entry] = await listJournal();
  expect(entry).toBeDefined();
  return { what: entry!.what, subject: entry!.subject };
}
