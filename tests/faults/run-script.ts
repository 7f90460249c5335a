import { broken, leaked, marked, unsettled } from './invariants.ts';
import type { Action, Step } from './script.ts';
import { type Reply, World } from './world.ts';

/** Every so many steps all faults end, and everything must come to rest. */
const REST_EVERY = 15;
const UNKNOWN: readonly string[] = [
  'outcome-unknown',
  'offline',
  'timeout',
  'malformed',
  'server',
  'internal',
];
const INVITABLE = ['noor@field.example', 'sam@field.example', 'yuki@field.example', 'ana@field.example'];

export interface Violation {
  step: number;
  what: string[];
}

/** Runs a script on a world of its own; returns the first step after which something does not hold. */
export async function runScript(
  steps: Step[],
  onEnd: (outcomes: ReadonlyMap<string, number>) => void = () => {},
): Promise<Violation | null> {
  const world = await World.start();
  const aimedAt = new Set<string>();
  try {
    for (const [index, step] of steps.entries()) {
      const what = await runStep(world, step, aimedAt);
      what.push(...(await broken(world)), ...(await marked(world, aimedAt)));
      if (what.length === 0 && (index + 1) % REST_EVERY === 0) what.push(...(await rest(world)));
      if (what.length > 0) return { step: index, what };
    }
    const what = await rest(world);
    return what.length > 0 ? { step: steps.length - 1, what } : null;
  } finally {
    onEnd(world.outcomes);
    await world.close();
  }
}

async function runStep(world: World, { action, fault }: Step, aimedAt: Set<string>): Promise<string[]> {
  const { sandbox, extension } = world;
  const reference = profileAt(world, 'profile' in action ? action.profile : 0);
  if (fault.kind === 'platform') {
    const target = fault.profile === null ? null : profileAt(world, fault.profile).id;
    // A refusal of everything may mark any profile; one that is aimed may mark its own alone.
    for (const { id } of target ? [{ id: target }] : world.account.profiles) aimedAt.add(id);
    sandbox.faults.add({ ...fault.rule, ...(target ? { profile: target } : {}) });
  }
  if (fault.kind === 'clock') sandbox.clock.advance(fault.hours * 3_600_000);
  if (fault.kind === 'offline') await extension.context.setOffline(true);
  const before = truthOf(world, reference.id);
  const sent = perform(world, action, reference.id);
  if (fault.kind === 'worker-stopped') await extension.stopWorker();
  if (fault.kind === 'page-closed') await world.closePages();
  if (fault.kind === 'browser-killed') await extension.restartBrowser();
  const second = fault.kind === 'twice' ? await perform(world, action, reference.id) : null;
  const reply = await sent;
  if (fault.kind === 'offline') await extension.context.setOffline(false);
  sandbox.faults.clear();
  if (fault.kind === 'page-closed' || fault.kind === 'browser-killed') await world.openPages();
  return compare(
    world,
    action,
    reference.id,
    before,
    [reply, second].filter((one) => one !== null),
  );
}

function profileAt({ account, sandbox }: World, index: number) {
  // Shared profiles belong to somebody else: only owned ones are changed.
  const ownedProfiles = account.profiles.filter(({ shared }) => !shared);
  const { id } = ownedProfiles[index % ownedProfiles.length]!;
  return sandbox.state.profiles.find((one) => one.id === id)!;
}

const nameOf = (action: Extract<Action, { text: number }>) => `Name ${action.text}`;

async function perform(world: World, action: Action, id: string): Promise<Reply | null> {
  const connectionKey = `https://api.us-e1.tago.io#${world.account.id}`;
  const ref = { connectionKey, profileKey: `https://api.us-e1.tago.io#${id}` };
  const { password } = world.account;
  switch (action.do) {
    case 'switch':
      return world.send('switchProfile', ref);
    case 'previous':
      return world.send('switchToPrevious');
    case 'refresh':
      return world.send('refreshNow', { ref });
    case 'open-profile':
      return world.send('openProfile', ref);
    case 'rename':
      return world.send('renameProfile', { ...ref, name: nameOf(action) });
    case 'create-token':
      return world.send('createToken', {
        ...ref,
        name: nameOf(action),
        permission: 'read',
        expireTime: '1 month',
        password,
      });
    case 'revoke-token': {
      const token = world.sandbox.state.tokens.find(
        (one) => one.profile === id && one.name.startsWith('Name '),
      );
      if (!token) return null;
      const { name, created_at: createdAt } = token;
      return world.send('revokeTokens', { ...ref, tokens: [{ name, createdAt }] });
    }
    case 'copy-token':
      return world.send('copyToken', { ...ref, token: null });
    case 'invite':
      return world.send('inviteMembers', { ...ref, emails: [INVITABLE[action.text % INVITABLE.length]] });
    case 'favourite':
      return world.send('setProfilePreferences', {
        profileKey: ref.profileKey,
        change: { favourite: action.on },
      });
    case 'read-billing':
      return world.send('readBilling', { connectionKey });
    case 'lists':
      return world.send('readTeam', { refs: [ref] });
  }
}

interface Truth {
  name: string;
  tokens: string[];
  members: string[];
}

function truthOf({ sandbox }: World, id: string): Truth {
  const profile = sandbox.state.profiles.find((one) => one.id === id)!;
  return {
    name: profile.name,
    tokens: sandbox.state.tokens.filter((one) => one.profile === id).map(({ name }) => name),
    members: profile.members.map(({ account }) => account),
  };
}

/** What was confirmed is there, once; what was refused is not there. An outcome that is not known may be either. */
function compare(world: World, action: Action, id: string, before: Truth, replies: Reply[]): string[] {
  const now = truthOf(world, id);
  const found: string[] = [];
  const confirmed = replies.some(({ ok }) => ok);
  const refused =
    replies.length > 0 && replies.every(({ ok, failure }) => !ok && !UNKNOWN.includes(failure!.code));
  if (action.do === 'rename') {
    if (confirmed && now.name !== nameOf(action))
      found.push(`the rename to ${nameOf(action)} was confirmed and is not there`);
    if (refused && now.name !== before.name)
      found.push(`the rename was refused (${replies[0]?.failure?.code}) and is there`);
  }
  if (action.do === 'create-token') {
    const made = now.tokens.length - before.tokens.length;
    const asked = Math.max(1, replies.length);
    if (made > asked) found.push(`${made} tokens were made where ${asked} were asked for`);
    if (confirmed && made < 1) found.push('the token was confirmed and is not there');
    if (refused && made > 0) found.push(`the token was refused (${replies[0]?.failure?.code}) and is there`);
  }
  if (new Set(now.members).size !== now.members.length) found.push('one person is a member twice');
  return found;
}

/** Faults are over: the connection works again, pages come to rest, and no token lies about. */
async function rest(world: World): Promise<string[]> {
  const { connections } = await world.stores('connections');
  if (connections.some(({ state }) => state !== 'ok')) {
    const { email, password } = world.account;
    await world.send('signIn', { origin: 'https://api.us-e1.tago.io', email, password });
  }
  await world.send('refreshNow', { ref: null });
  return [...(await unsettled(world)), ...(await broken(world)), ...(await leaked(world))];
}
