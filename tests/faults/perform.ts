import { cancellationOf } from '../../lib/domain/billing/cancellation.ts';
import type { SubscriptionQuote } from '../../lib/domain/billing/subscription-quote.ts';
import { profileKeyOf, refId } from '../../lib/domain/identity/keys.ts';
import { optionsHref, optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import type { MessageData, MessageType } from '../../lib/messages/protocol.ts';
import type { BillingRow } from '../../lib/store/schema.ts';
import { words } from '../e2e/english-words.ts';
import { apiOf, keyOfAccount, type Performed } from './ledger.ts';
import type { Action } from './script.ts';
import type { Reply, World } from './world.ts';

const INVITABLE = ['noor@field.example', 'sam@field.example', 'yuki@field.example', 'ana@field.example'];
const ROUTES = [
  '#/profiles',
  '#/overview',
  '#/team',
  '#/tokens',
  '#/?view=forecast',
  '#/usage',
  '#/cost',
  '#/activity',
  '#/alerts',
  '#/security',
  '#/settings',
  '#/diagnostics',
  '#/connect',
];
const TABS = ['', 'team', 'tokens', 'usage', 'activity', 'more'];
const FILTERS = ['acme', 'sandbx', 'ta', 'nothing like it', 'ж', '.*', ''];
const SERVICES = ['input', 'output', 'data_records', 'analysis', 'email'] as const;

const ownedProfiles = ({ accounts, sandbox }: World) =>
  sandbox.state.profiles.filter(({ account }) => accounts.some(({ id }) => id === account));

/** Returns the owned profile of the connected accounts that a number selects. */
export function profileAt(world: World, index: number) {
  const owned = ownedProfiles(world);
  return owned[index % owned.length]!;
}

/**
 * Returns the profile that an action is about: for a token that is there, one that has tokens of the script, if any
 * has.
 */
export function profileOf(world: World, action: Action) {
  const isOfToken = action.do === 'revoke-token' || action.do === 'rotate-token';
  const fitting = isOfToken ? ownedProfiles(world).filter(({ id }) => tokensOf(world, id).length > 0) : [];
  return fitting[action.profile % fitting.length] ?? profileAt(world, action.profile);
}

/** Returns a profile's tokens that the script created. */
const tokensOf = ({ sandbox }: World, profile: string) =>
  sandbox.state.tokens.filter((one) => one.profile === profile && one.name.startsWith('Name '));

/**
 * Performs an action by the messages that a page sends. `step` makes names unique within a script; `window`: the
 * options page that sends them.
 */
export async function perform(
  world: World,
  action: Action,
  step: number,
  window: 1 | 2 = 1,
): Promise<Performed> {
  const { sandbox } = world;
  const profile = profileOf(world, action);
  const account = world.accounts.find(({ id }) => id === profile.account)!;
  const connectionKey = keyOfAccount(account);
  const ref = { connectionKey, profileKey: profileKeyOf(apiOf(account.region), profile.id) };
  const { password } = account;
  const performed: Performed = {
    do: action.do,
    profile: profile.id,
    ref,
    subject: '',
    amount: 0,
    from: 0,
    reply: null,
  };
  const send: Send = async (type, data, about = {}) => {
    Object.assign(performed, about);
    performed.reply = await world.sendFrom(window, type, data);
    return performed;
  };
  const name = `Name ${step}`;

  switch (action.do) {
    case 'switch':
      return send('switchProfile', ref);
    case 'previous':
      return send('switchToPrevious');
    case 'refresh':
      return send('refreshNow', { ref });
    case 'refresh-all':
      return send('refreshNow', { ref: null });
    case 'open-profile':
      return send('openProfile', ref);
    case 'rename':
      return send('renameProfile', { ...ref, name }, { subject: name });
    case 'create-token':
      return send(
        'createToken',
        { ...ref, name, permission: 'read', expireTime: '1 month', password },
        { subject: name },
      );
    case 'rotate-token':
    case 'revoke-token': {
      const tokens = tokensOf(world, profile.id);
      const token = tokens[action.value % tokens.length];
      if (!token) return performed;
      const { name: subject, created_at: createdAt } = token;
      const about = { subject, createdAt };
      const id = { name: subject, createdAt };
      return action.do === 'rotate-token'
        ? send('rotateToken', { ...ref, token: id, password }, about)
        : send('revokeTokens', { ...ref, tokens: [id] }, about);
    }
    case 'copy-token':
      return send('copyToken', { ...ref, token: null });
    case 'invite': {
      const invited = INVITABLE[action.value % INVITABLE.length]!;
      const person = sandbox.state.accounts.find(
        (one) => one.email === invited && one.region === account.region,
      );
      return send(
        'inviteMembers',
        { ...ref, emails: [invited] },
        { subject: person?.id ?? invited, invited },
      );
    }
    case 'remove-member': {
      const member = profile.members[action.value % Math.max(1, profile.members.length)];
      if (!member) return performed;
      return send(
        'removeMember',
        { accountId: member.account, from: [{ ...ref, active: member.active }] },
        { subject: member.account },
      );
    }
    case 'favourite':
      return send(
        'setProfilePreferences',
        { profileKeys: [ref.profileKey], change: { favourite: action.value % 2 === 0 } },
        { amount: action.value % 2 === 0 ? 1 : 0 },
      );
    case 'preferences': {
      const refreshMinutes = 1 + (action.value % 60);
      return send('setPreferences', { change: { refreshMinutes } }, { amount: refreshMinutes });
    }
    case 'add-profile':
      return send(
        'addProfile',
        { connectionKey, name, allocateFreeResources: action.value % 2 === 0 },
        { subject: name },
      );
    case 'delete-profile':
      // The seeded ones stay: a script that has deleted all of them does nothing more.
      if (!profile.name.startsWith('Name ') || account.profiles[0]!.id === profile.id) return performed;
      return send('deleteProfile', { ...ref, name: profile.name, password }, { subject: profile.name });
    case 'allocate': {
      const service = SERVICES[action.value % SERVICES.length]!;
      const amount = 1 + (action.value % 5);
      const from = profile.allocation[service] ?? 0;
      return send(
        'addToLimit',
        { connectionKey, profileId: profile.id, service, from, amount },
        { subject: service, amount, from },
      );
    }
    case 'upgrade':
      return upgrade(world, action, account, profile.id, send);
    case 'cancel-scheduled': {
      const { billing } = (await world.stores('billing')) as unknown as { billing: BillingRow[] };
      const { subscription, prices } = billing.find((row) => row.connectionKey === connectionKey) ?? {};
      const confirmed = subscription && prices && cancellationOf(subscription, prices);
      return confirmed
        ? send('cancelScheduledChange', { connectionKey, confirmed }, { subject: 'schedule' })
        : performed;
    }
    case 'read-billing':
      return send('readBilling', { connectionKey });
    case 'read-team':
      return send('readTeam', { refs: [ref] });
    case 'read-tokens':
      return send('readTokens', { refs: [ref] });
    case 'read-history': {
      const to = sandbox.clock.now();
      return send('readHistory', { ...ref, periodicity: 'day', from: to - 7 * 86_400_000, to });
    }
    case 'set-passphrase':
      return setPassphrase(world, `a passphrase of step ${step}`, performed, send);
    case 'remove-passphrase':
      return setPassphrase(world, null, performed, send);
    case 'lock':
      return send('lock');
    case 'unlock':
      return Object.assign(performed, { reply: await unlock(world) });
    case 'connect': {
      const other = world.accounts[action.value % 2]!;
      return send(
        'signIn',
        { origin: apiOf(other.region), email: other.email, password: other.password },
        { subject: keyOfAccount(other) },
      );
    }
    case 'disconnect':
      return send('disconnect', { connectionKey, forgetOrders: await shownOrders(world, connectionKey) });
    case 'filter': {
      const filter = FILTERS[action.value % FILTERS.length]!;
      await world.pages[0]
        ?.getByRole('combobox')
        .first()
        .fill(filter, { timeout: 1000 })
        .then(
          () => Object.assign(performed, { subject: filter }),
          // No list is shown: nobody is connected, or the vault hides it.
          () => {},
        );
      return performed;
    }
    case 'visit': {
      const routes = [
        ...ROUTES,
        ...TABS.map((tab) => optionsHref('profile', { profile: refId(ref), tab })),
        optionsRoutes.allocation(connectionKey),
        optionsRoutes.upgrade(connectionKey, 'input'),
        optionsRoutes.raise(ref, 'input'),
      ];
      const route = routes[action.value % routes.length]!;
      await world.pages[window]
        ?.evaluate((hash) => location.assign(hash), route)
        .then(
          () => Object.assign(performed, { subject: route }),
          // The page was closed.
          () => {},
        );
      return performed;
    }
    case 'export':
      return Object.assign(performed, { subject: await exported(world) });
  }
}

/** Sends a message, and keeps its reply with what the action is about. */
type Send = <Type extends MessageType>(
  type: Type,
  data?: MessageData<Type>,
  about?: Partial<Performed>,
) => Promise<Performed>;

interface Billing {
  connectionKey: string;
  orders?: { id: string }[];
  subscription: { services: Record<string, number> } | null;
  prices: { services: Record<string, { amount: number }[]> } | null;
}

async function shownOrders(world: World, connectionKey: string): Promise<string[]> {
  const { billing } = (await world.stores('billing')) as unknown as { billing: Billing[] };
  return (billing.find((row) => row.connectionKey === connectionKey)?.orders ?? []).map(({ id }) => id);
}

/** Requests a price and orders what was quoted: the next higher limit, or in one of four cases the next lower one. */
async function upgrade(
  world: World,
  action: Action,
  account: { region: string; id: string },
  receiverId: string,
  send: Send,
): Promise<Performed> {
  const connectionKey = keyOfAccount(account);
  const service = SERVICES[action.value % SERVICES.length]!;
  const tiers = world.sandbox.state.tiers[service];
  const held = world.sandbox.state.accounts.find(({ id }) => id === account.id)!.billing.services[service];
  const higher = tiers.find(({ amount }) => amount > held) ?? tiers.at(-1)!;
  const lower = tiers.findLast(({ amount }) => amount < held) ?? higher;
  const tier = action.value % 4 === 0 ? lower : higher;
  const quoted = await send('quoteSubscription', {
    connectionKey,
    intents: [{ kind: 'limit', service, limit: tier.amount, receiverId }],
  });
  const quote = (quoted.reply?.value as SubscriptionQuote[] | undefined)?.[0];
  if (!quote?.change) return quoted;
  return send(
    'placeOrder',
    { connectionKey, confirmed: quote },
    { subject: service, amount: tier.amount, from: held },
  );
}

/** Changes the passphrase. Whatever the outcome, either the old or the new one must open the vault afterwards. */
async function setPassphrase(
  world: World,
  next: string | null,
  performed: Performed,
  send: Send,
): Promise<Performed> {
  const current = world.passphrases[0] ?? null;
  // A person knows which one it is before they change it.
  if (world.passphrases.length > 1 || (next === null && current === null))
    return Object.assign(performed, { reply: await unlock(world) });
  world.passphrases = [current, next];
  if (next !== null) await send('setPassphrase', { passphrase: next, current });
  else if (current !== null) await send('removePassphrase', { current });
  if (performed.reply?.ok) world.passphrases = [next];
  else if (['wrong-passphrase', 'locked'].includes(performed.reply?.failure?.code ?? ''))
    world.passphrases = [current];
  return performed;
}

/** Opens the vault with one of the possible passphrases; returns the reply to the last attempt. */
export async function unlock(world: World): Promise<Reply | null> {
  let reply: Reply | null = null;
  for (const passphrase of world.passphrases) {
    if (passphrase === null) continue;
    reply = await world.send('unlock', { passphrase });
    if (reply?.ok && world.passphrases.length === 1) return reply;
    if (reply?.ok) {
      const { vault } = await world.stores('vault');
      world.passphrases = [vault[0]?.kind === 'passphrase' ? passphrase : null];
      return reply;
    }
    if (reply?.failure?.code === 'too-often') return reply;
  }
  return reply;
}

/** Returns the text of the file that the overview exports; empty where there is nothing to export. */
async function exported(world: World): Promise<string> {
  const page = world.pages[2];
  if (!page) return '';
  await page.evaluate(() => location.assign('#/overview')).catch(() => {});
  const button = page.getByRole('button', { name: words('usageExportCsv'), exact: true });
  const download = page.waitForEvent('download', { timeout: 3000 });
  download.catch(() => {});
  try {
    await button.click({ timeout: 1000 });
    const stream = await (await download).createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  } catch {
    return '';
  }
}
