import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { fetchAccount } from '../../../lib/platform/account.ts';
import { pollAuditLog, startAuditLog } from '../../../lib/platform/audit-log.ts';
import {
  fetchAllocation,
  fetchSchedule,
  fetchSubscription,
  fetchSubscriptionSummary,
} from '../../../lib/platform/billing.ts';
import { postToken } from '../../../lib/platform/change-tokens.ts';
import { fetchNotifications } from '../../../lib/platform/notifications.ts';
import { fetchPrices, fetchProratedPrices } from '../../../lib/platform/prices.ts';
import { fetchProfileInfo, fetchProfiles, postProfile } from '../../../lib/platform/profiles.ts';
import type { Api } from '../../../lib/platform/request.ts';
import { issueToken, login } from '../../../lib/platform/sign-in.ts';
import { fetchTeam } from '../../../lib/platform/team.ts';
import { fetchAllTokens, fetchTokenByValue, fetchTokenValues } from '../../../lib/platform/tokens.ts';
import { fetchStatistics, fetchSummary } from '../../../lib/platform/usage.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';

type Readers = Record<string, () => Promise<unknown>>;

let sandbox: Sandbox;
let auditQuery: string;
/** The first request of each reader and its response, as text. */
const exchanges = new Map<string, { request: string; response: string }>();

const account = () => sandbox.accounts[0]!;
const id = () => account().profiles[0]!.id;
const api = (): Api => ({ origin: sandbox.origin as ApiOrigin, token: account().token! });
const credentials = () => ({ email: account().email, password: account().password });
/** On some days nothing happens in a profile of the sandbox. */
const lastDays = () => ({ from: Date.now() - 6 * DAY_MS, to: Date.now(), limit: 50 }) as never;

/** Functions that read a response about accounts, profiles and people. */
export const PROFILE_READERS: Readers = {
  account: () => fetchAccount(api()),
  login: () => login({ origin: api().origin }, credentials()),
  profiles: () => fetchProfiles(api()),
  'profile info': () => fetchProfileInfo(api(), id()),
  'new profile': () => postProfile(api(), { name: 'New', allocateFreeResources: false }),
  summary: () => fetchSummary(api(), id()),
  statistics: () =>
    fetchStatistics(api(), id(), { periodicity: 'day', from: Date.now() - 5 * DAY_MS, to: Date.now() }),
  team: () => fetchTeam(api(), id()),
  notifications: () => fetchNotifications(api()),
  'audit log': () => startAuditLog(api(), id(), lastDays()),
  'audit log poll': () => pollAuditLog(api(), id(), auditQuery),
};

/** The others: every function that reads a response of the platform is in one of both. */
export const TOKEN_AND_BILLING_READERS: Readers = {
  tokens: () => fetchAllTokens(api(), id()),
  'tokens with values': () => fetchTokenValues(api(), id()),
  'token by value': () => fetchTokenByValue(api(), id(), api().token!),
  'new token': () =>
    postToken(api(), id(), { ...credentials(), name: 'New', permission: 'read', expireTime: '1 month' }),
  "the extension's token": () =>
    issueToken(
      { origin: api().origin },
      { ...credentials(), profileId: id(), name: 'Issued', expireTime: '3 month' },
    ),
  allocation: () => fetchAllocation(api()),
  subscription: () => fetchSubscription(api()),
  'subscription summary': () => fetchSubscriptionSummary(api()),
  schedule: () => fetchSchedule(api()),
  prices: () => fetchPrices(api()),
  'prorated prices': () => fetchProratedPrices(api()),
};

/** Records the sandbox's response to each of the readers for the tests of a file. */
export function recordResponses(readers: Readers): void {
  beforeAll(async () => {
    sandbox = await startSandbox({ profiles: 12, limits: { scale: 'off' } });
    // The first response has the events.
    sandbox.audits.polls = 0;
    auditQuery = (await startAuditLog(api(), id(), lastDays())).queryId;
    for (const title of ['Invited', 'Welcome']) await notify(title);
    const { billing } = sandbox.state.accounts.find((one) => one.id === account().id)!;
    Object.assign(billing, {
      addons: { custom_dns: [id()], mobile: [id()] },
      payment_error: { message: 'Your card was declined.', details: 'card_declined' },
      past_due: { amount_due: 5500, attempt_count: 1, invoice_url: 'https://invoices.example/1' },
      schedule: { services: { input: 1_000_000 }, addons: { mobile: [] } },
    });
    for (const [name, read] of Object.entries(readers)) exchanges.set(name, await recorded(read));
  });
  afterAll(() => sandbox.close());
  afterEach(() => vi.unstubAllGlobals());
}

/** Returns the recorded response to a reader, as text. */
export function responseTo(name: string): string {
  return exchanges.get(name)!.response;
}

/** Returns the secrets that a reader sends, which no failure of it may quote. */
export function secretsSentBy(name: string): string[] {
  const { request } = exchanges.get(name)!;
  return [api().token!, account().password].filter((secret) => request.includes(secret));
}

async function notify(title: string): Promise<void> {
  const buttons = [
    { id: '0123456789abcdef01234567', label: 'Accept', triggers: [{ share_profile: 'accept' }] },
  ];
  await fetch(`${sandbox.origin}/notification`, {
    method: 'POST',
    headers: { token: api().token!, 'content-type': 'application/json' },
    body: JSON.stringify({ title, message: title, buttons }),
  });
}

async function recorded(read: () => Promise<unknown>): Promise<{ request: string; response: string }> {
  const real = globalThis.fetch;
  const texts: { request: string; response: string }[] = [];
  vi.stubGlobal('fetch', async (...sent: Parameters<typeof fetch>) => {
    const request = new Request(...sent);
    const body = await request.clone().text();
    const response = await real(request);
    const headers = JSON.stringify([...request.headers]);
    texts.push({ request: headers + body, response: await response.clone().text() });
    return response;
  });
  await read();
  vi.stubGlobal('fetch', real);
  return texts[0]!;
}
