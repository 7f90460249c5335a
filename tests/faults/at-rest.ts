import { profileKeyOf, refOf } from '../../lib/domain/identity/keys.ts';
import { apiOf, keyOfAccount, ledgerOf } from './ledger.ts';
import { perform, unlock } from './perform.ts';
import { rotationsIn } from './snapshot.ts';
import { endedRotations } from './token-history.ts';
import type { World } from './world.ts';

const STORED_TIMEOUT_MS = 10_000;
const DISPLAY_TIMEOUT_MS = 10_000;

/**
 * After the faults: opens the vault, signs in again where needed, and reads the `touched` profiles again. Returns what
 * fails, as sentences. `haveExpired`: tokens have expired, which shows only once they are used.
 */
export async function recover(
  world: World,
  touched: ReadonlySet<string>,
  haveExpired = false,
): Promise<string[]> {
  const found: string[] = [];
  const { vault } = await world.stores('vault');
  if (vault[0]?.kind === 'passphrase') {
    const reply = await unlock(world);
    if (!reply?.ok) found.push(`no passphrase opens the vault: ${JSON.stringify(reply)}`);
  }
  if (haveExpired) await refreshEachProfile(world);
  const { connections } = await world.stores('connections');
  for (const [index, account] of world.accounts.entries()) {
    const row = connections.find(({ key }) => key === keyOfAccount(account));
    if (row?.state === 'ok') continue;
    const { reply } = await perform(world, { do: 'connect', profile: 0, value: index }, 0);
    if (!reply?.ok) found.push(`signing in again fails: ${JSON.stringify(reply)}`);
  }
  await world.send('refreshNow', { ref: null });
  const profiles = await world.profiles();
  const refs = profiles.filter(({ id, shared }) => !shared && touched.has(id)).map(refOf);
  const denied = profiles.filter(({ access }) => access === 'denied');
  const keys = [...new Set(profiles.map(({ connectionKey }) => connectionKey))];
  await Promise.all([
    world.send('readTeam', { refs }),
    world.send('readTokens', { refs }),
    ...denied.map((profile) => world.send('refreshNow', { ref: refOf(profile) })),
    ...keys.map((connectionKey) => world.send('readBilling', { connectionKey })),
  ]);
  return found;
}

/** Refreshes each profile with its own token, or its account's. */
async function refreshEachProfile(world: World): Promise<void> {
  await Promise.all(
    (await world.profiles()).map((profile) => world.send('refreshNow', { ref: refOf(profile) })),
  );
}

/**
 * Returns how what is stored of the `touched` profiles, and what the list of profiles shows, still differs from the
 * platform's state after a while: an action that got no reply in time may end, and read its list again, later.
 */
export async function lastingDifferences(
  world: World,
  touched: ReadonlySet<string>,
  everCreated: ReadonlySet<string>,
): Promise<string[]> {
  const deadline = Date.now() + STORED_TIMEOUT_MS;
  for (;;) {
    const found = await differences(world, touched, everCreated);
    if (found.length === 0) break;
    if (Date.now() > deadline) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  return missingNames(world);
}

async function differences(
  world: World,
  touched: ReadonlySet<string>,
  everCreated: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  const { profiles } = ledgerOf(world);
  const stored = await world.stores(
    'connections',
    'profiles',
    'tokens',
    'team',
    'billing',
    'journal',
    'settings',
  );
  for (const account of world.sandbox.accounts) {
    const key = keyOfAccount(account);
    if (!stored.connections.some((row) => row.key === key)) continue;
    const rows = stored.profiles.filter(({ connectionKey }) => connectionKey === key);
    compare(
      found,
      `profiles of ${account.email}`,
      rows.map(({ id, name }) => `${id} ${name}`),
      account.profiles.map(({ id, name }) => `${id} ${name}`),
    );
    const billing = stored.billing.find((row) => row.connectionKey === key) as StoredBilling | undefined;
    const owned = account.profiles.filter(({ shared }) => !shared);
    const { services } = world.sandbox.state.accounts.find(({ id }) => id === account.id)!.billing;
    compare(
      found,
      `the limits of ${account.email}`,
      limitsIn({ account: billing?.subscription?.services, ...billing?.allocation }),
      limitsIn({
        account: services,
        ...Object.fromEntries(owned.map(({ id }) => [id, profiles.get(id)?.limits])),
      }),
    );
    for (const { id, name, shared } of account.profiles) {
      if (shared || !touched.has(id)) continue;
      const isOfProfile = (row: Record<string, unknown>) =>
        row.connectionKey === key && row.profileKey === profileKeyOf(apiOf(account.region), id);
      const truth = profiles.get(id)!;
      const isScripted = (token: string) => token.startsWith('Name ');
      const tokens = (stored.tokens.find(isOfProfile)?.tokens ?? []) as { name: string }[];
      const scripted = tokens.map((token) => token.name).filter(isScripted);
      compare(found, `tokens of ${name}`, scripted, truth.tokens.filter(isScripted));
      const members = (stored.team.find(isOfProfile)?.members ?? []) as { accountId: string }[];
      compare(
        found,
        `team of ${name}`,
        members.map(({ accountId }) => accountId),
        truth.members,
      );
    }
  }
  found.push(...endedRotations(ledgerOf(world), rotationsIn(stored.settings), touched));
  for (const { name, access } of stored.profiles)
    if (access !== 'ok') found.push(`${name} is still marked as ${access}`);
  for (const { what, subject } of stored.journal)
    if (['token-created', 'profile-added'].includes(String(what)) && !everCreated.has(String(subject)))
      found.push(`the journal says ${what} of ${subject}, which never was`);
  return found;
}

interface StoredBilling {
  allocation: Limits | null;
  subscription: { services: Record<string, number> } | null;
}

type Limits = Record<string, Record<string, number> | null | undefined>;

const limitsIn = (limits: Limits) =>
  Object.entries(limits).flatMap(([of, services]) =>
    Object.entries(services ?? {}).map(([service, limit]) => `${of} ${service} ${limit}`),
  );

/** Adds a sentence to `found` if two lists differ, regardless of order. */
function compare(found: string[], what: string, stored: string[], expected: string[]): void {
  const [a, b] = [[...stored].sort().join(', '), [...expected].sort().join(', ')];
  if (a !== b) found.push(`${what}: stored are ${a}; the platform has ${b}`);
}

/** Returns a sentence if the list of profiles does not show all profiles of the connected accounts in time. */
async function missingNames(world: World): Promise<string[]> {
  const { connections } = await world.stores('connections');
  const names = world.sandbox.accounts
    .filter((account) => connections.some(({ key }) => key === keyOfAccount(account)))
    .flatMap(({ profiles }) => profiles.map(({ name }) => name));
  const page = world.pages[1]!;
  await page.evaluate(() => location.assign('#/profiles'));
  const deadline = Date.now() + DISPLAY_TIMEOUT_MS;
  for (;;) {
    const text = await page.evaluate(() => document.body.textContent ?? '');
    const missing = names.filter((name) => !text.includes(name));
    if (missing.length === 0) return [];
    if (Date.now() > deadline)
      return [`the list of profiles does not show ${missing.join(', ')}; it shows: ${text.slice(0, 3000)}`];
    await page.evaluate(() => new Promise((frame) => setTimeout(frame, 50)));
  }
}
