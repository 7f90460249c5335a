import { type ApiOrigin, connectionKeyOf } from '../../lib/domain/identity/keys.ts';
import { outcomeOf } from './outcome.ts';
import type { ActionName } from './script.ts';
import type { ProfileRef, Reply, World } from './world.ts';

/** What the platform has of one profile. */
interface ProfileTruth {
  name: string;
  /** Names of the tokens that are none of the extension's own, with repetitions. */
  tokens: string[];
  /** The same with their times of creation, which differ where names don't. */
  tokenIds: string[];
  members: string[];
  limits: Record<string, number>;
}

/** What the platform has of both accounts. */
export interface Ledger {
  profiles: Map<string, ProfileTruth>;
  /** What the bank was charged for: account, service and limit. */
  charges: string[];
  /** By account: limits that are scheduled for the end of the cycle. */
  scheduled: Map<string, Record<string, number>>;
}

/** An action with its object and its reply. */
export interface Performed {
  do: ActionName;
  /** Id of the profile. */
  profile: string;
  ref: ProfileRef;
  /** The name, address or service that it was about. */
  subject: string;
  /** Of the token that it was about, as the platform writes it. */
  createdAt?: string;
  /** The address that was invited. */
  invited?: string;
  /** The number of units added, the limit ordered, or the value set. */
  amount: number;
  /** The limit before. */
  from: number;
  reply: Reply | null;
}

/** Returns the key of an account's connection. */
export const keyOfAccount = ({ region, id }: { region: string; id: string }) =>
  connectionKeyOf(apiOf(region), id);

/** Returns the origin of a region's API. */
export const apiOf = (region: string) => `https://api.${region}.tago.io` as ApiOrigin;

/** Returns a token's name and time, which distinguish it from others of the name. */
export const tokenLabel = (name: string, createdAt: string) => `${name} of ${createdAt}`;

const EXTENSION_TOKEN = 'Profiles for TagoIO';

/** Returns the platform's current state. */
export function ledgerOf({ sandbox }: World): Ledger {
  const { profiles, tokens, accounts } = sandbox.state;
  const truthOf = (profile: (typeof profiles)[number]): ProfileTruth => {
    const listed = tokens.filter(
      (one) => one.profile === profile.id && !one.name.startsWith(EXTENSION_TOKEN),
    );
    return {
      name: profile.name,
      tokens: listed.map(({ name }) => name),
      tokenIds: listed.map(({ name, created_at }) => tokenLabel(name, created_at)),
      members: profile.members.map(({ account }) => account),
      limits: { ...profile.allocation },
    };
  };
  return {
    profiles: new Map(profiles.map((profile) => [profile.id, truthOf(profile)])),
    charges: accounts.flatMap((account) =>
      (account.billing.charges ?? []).flatMap(({ change }) =>
        Object.entries(change?.services ?? {}).map(([service, limit]) =>
          [keyOfAccount(account), service, limit].join(' '),
        ),
      ),
    ),
    scheduled: new Map(
      accounts.map((account) => [keyOfAccount(account), { ...account.billing.schedule?.services }]),
    ),
  };
}

const count = (list: readonly string[] | undefined, one: string) =>
  (list ?? []).filter((other) => other === one).length;

/**
 * Returns how the platform's state contradicts the replies, as sentences: confirmed and missing, refused and made, made
 * twice, or made to another profile. `unanswered`: profiles of earlier actions whose requests may arrive only now;
 * `mayRepeat`: the browser itself may have repeated a request.
 */
export function contradictions(
  before: Ledger,
  now: Ledger,
  performed: Performed[],
  unanswered: ReadonlySet<string>,
  mayRepeat: boolean,
): string[] {
  const found: string[] = [];
  for (const one of new Map(performed.map((made) => [`${made.do} ${made.profile}`, made])).values()) {
    const same = performed.filter((other) => other.do === one.do && other.profile === one.profile);
    const others = performed.filter((other) => other.profile === one.profile && other.do !== one.do);
    if (others.length > 0) continue;
    const outcomes = same.map(outcomeOf);
    const what = `${one.do} of ${one.subject} (${same.map(({ reply }) => JSON.stringify(reply)?.slice(0, 120)).join(', ')})`;
    const { wasDone, wasThere, times } = effectOf(one, before, now);
    if (wasDone === null) continue;
    if (outcomes.includes('confirmed') && !wasDone) found.push(`${what} was confirmed and is not there`);
    const isRefused = outcomes.every((outcome) => outcome === 'refused') && !mayRepeat;
    if (isRefused && wasDone && !wasThere) found.push(`${what} was refused and is there`);
    const copies = same.reduce(
      (sum, { reply }) => sum + ((reply?.value as { copies?: number } | null)?.copies ?? 0),
      0,
    );
    if (times > same.length + copies && !mayRepeat) found.push(`${what} is there ${times} times`);
  }
  const touched = new Set([...unanswered, ...performed.map(({ profile }) => profile)]);
  for (const [id, truth] of before.profiles) {
    const after = now.profiles.get(id);
    if (touched.has(id) || !after) continue;
    // Invitations expire by themselves.
    const isInvited = after.members.some((member) => !truth.members.includes(member));
    for (const key of ['name', 'tokens'] as const)
      if (JSON.stringify(after[key]) !== JSON.stringify(truth[key]))
        found.push(
          `${key} of ${truth.name} changed, which nothing was done to: ${JSON.stringify(truth[key])} is now ${JSON.stringify(after[key])}`,
        );
    if (isInvited) found.push(`somebody was invited to ${truth.name}, which nothing was done to`);
  }
  for (const [id, { name, members }] of now.profiles)
    if (new Set(members).size !== members.length)
      found.push(`one person is a member of ${name} (${id}) twice`);
  return found;
}

/** Returns the actions without a reply that were made nevertheless. */
export function madeWithoutReply(before: Ledger, now: Ledger, performed: readonly Performed[]): Performed[] {
  return performed.filter((one) => {
    const { wasDone, wasThere } = effectOf(one, before, now);
    return !one.reply && wasDone === true && !wasThere;
  });
}

/** Returns what an action did on the platform; `wasDone` null: its effect is not in the ledger. */
function effectOf(
  { do: action, profile, ref, subject, amount, from, reply }: Performed,
  before: Ledger,
  now: Ledger,
): { wasDone: boolean | null; wasThere: boolean; times: number } {
  const old = before.profiles.get(profile);
  const after = now.profiles.get(profile);
  const seen = (wasDone: boolean, wasThere = false, times = wasDone ? 1 : 0) => ({
    wasDone,
    wasThere,
    times,
  });
  switch (action) {
    case 'rename':
      return seen(after?.name === subject, old?.name === subject);
    case 'create-token': {
      const times = count(after?.tokens, subject);
      return seen(times > 0, false, times);
    }
    case 'rotate-token': {
      const times = count(after?.tokens, subject) - count(old?.tokens, subject);
      return seen(times > 0, false, times);
    }
    case 'revoke-token':
      return seen(
        count(after?.tokens, subject) < count(old?.tokens, subject),
        false,
        (old?.tokens.length ?? 0) - (after?.tokens.length ?? 0),
      );
    case 'invite':
      return seen(after?.members.includes(subject) ?? false, old?.members.includes(subject));
    case 'remove-member':
      return seen(!after?.members.includes(subject), !old?.members.includes(subject));
    case 'delete-profile':
      return seen(!after, !old);
    case 'add-profile': {
      const times = [...now.profiles.values()].filter(({ name }) => name === subject).length;
      return seen(times > 0, false, times);
    }
    case 'allocate':
      return seen(after?.limits[subject] === from + amount, old?.limits[subject] === from + amount);
    case 'copy-token': {
      const { name = '' } = (reply?.value ?? {}) as { name?: string };
      return seen(reply?.ok !== true || count(old?.tokens, name) > 0, true);
    }
    case 'upgrade':
      // A step up is charged, which the totals count.
      return subject && amount < from
        ? seen(now.scheduled.get(ref.connectionKey)?.[subject] === amount, true)
        : { wasDone: null, wasThere: false, times: 0 };
    case 'cancel-scheduled':
      return subject
        ? seen(Object.keys(now.scheduled.get(ref.connectionKey) ?? {}).length === 0, true)
        : { wasDone: null, wasThere: false, times: 0 };
    default:
      return { wasDone: null, wasThere: false, times: 0 };
  }
}
