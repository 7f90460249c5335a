import type { Target } from './inject.ts';
import type { Performed } from './ledger.ts';
import { type Fault, ruleOf } from './script.ts';
import type { Snapshot, StoredFailure } from './snapshot.ts';

/** Which failures the faults of a step may have stored. */
export interface Reach {
  /** Ids of profiles whose requests may have failed. */
  profiles: Set<string>;
  /** Keys of accounts whose own requests may have failed. */
  accounts: Set<string>;
  /** Any request may have failed. */
  all: boolean;
  /** It may have looked as if access was refused. */
  refuses: boolean;
  /** The platform asked to wait. */
  limits: boolean;
}

/**
 * What is wrong with these is the person's computer, the vault or the sign-in, which no other profile's fault can
 * cause.
 */
const OWN_CAUSES: ReadonlySet<string> = new Set([
  'locked',
  'needs-sign-in',
  'not-connected',
  'storage-full',
  'storage-failed',
  'newer-data',
]);
const REFUSES: ReadonlySet<string> = new Set(['denied', 'unauthorized', 'status-false']);
const REACHES_ALL: ReadonlySet<Fault['kind']> = new Set(['offline', 'database-deleted']);
/**
 * The background may create a database of its own while another one is put in its place: an account that it had read
 * before has lost its credential there.
 */
const REPLACES_DATABASE: ReadonlySet<Fault['kind']> = new Set(['database-newer', 'database-blocked']);
/** 429s of this many of an account's profiles pause all of them (lib/calls/connection-pause.ts). */
const REFUSED_TO_PAUSE = 3;
/** Stands for any of an account's profiles: as many as pause it. */
const ANY_PROFILES = Array.from({ length: REFUSED_TO_PAUSE }, (_, index) => `any ${index}`);

/** Returns whose failures a step may have stored. */
export function reachOf(
  fault: Fault,
  { host, profile }: Target,
  performed: readonly Performed[],
  accounts: Snapshot['accounts'],
): Reach {
  const reach: Reach = {
    profiles: new Set(performed.map(({ profile }) => profile)),
    accounts: new Set(),
    all: REACHES_ALL.has(fault.kind),
    refuses: false,
    limits: false,
  };
  // With the clock, tokens have expired.
  if (fault.kind === 'clock' || REPLACES_DATABASE.has(fault.kind)) reach.all = reach.refuses = true;
  const rule = ruleOf(fault);
  if (!rule) return reach;
  const { kind, how } = rule;
  reach.refuses = REFUSES.has(kind);
  reach.limits = kind === 'rate-limit';
  if (host === null && profile === null) reach.all = true;
  if (profile !== null) reach.profiles.add(profile);
  // It takes the requests of other profiles along that use the same connection of HTTP/2.
  if (kind === 'truncate' || (kind === 'cut' && how !== 'refuse' && how !== 'reset')) reach.all = true;
  // The account's own requests are made with a token of this profile.
  for (const { key, tokenProfile } of accounts) {
    if (tokenProfile === profile || key.startsWith(`https://${host}#`)) reach.accounts.add(key);
  }
  return reach;
}

/** Returns true if tokens expire by a fault: the platform decides that by its own clock. */
export const expiresTokens = (fault: Fault) =>
  fault.kind === 'clock' && fault.whose !== 'machine' && fault.hours > 0;

/** Returns the reach of two steps: what failed at the end of one may be stored in the next. */
export function combineReaches(one: Reach, other: Reach): Reach {
  return {
    profiles: new Set([...one.profiles, ...other.profiles]),
    accounts: new Set([...one.accounts, ...other.accounts]),
    all: one.all || other.all,
    refuses: one.refuses || other.refuses,
    limits: one.limits || other.limits,
  };
}

/** The profiles whose requests the platform may have refused since the last rest: several pause an account. */
export class RateLimitedProfiles {
  private readonly targets = new Set<string>();

  add({ all, accounts, limits, profiles }: Reach): void {
    if (!limits) return;
    for (const id of all || accounts.size > 0 ? ANY_PROFILES : profiles) this.targets.add(id);
  }

  get mayPause(): boolean {
    return this.targets.size >= REFUSED_TO_PAUSE;
  }

  clear(): void {
    this.targets.clear();
  }
}

/**
 * Returns a sentence for each failure that a step has stored of a profile or account which its faults did not reach.
 * `existing`: ids of the profiles that the platform has.
 */
export function unexpectedFailures(
  before: Snapshot,
  after: Snapshot,
  { reach, mayPause, existing }: { reach: Reach; mayPause: boolean; existing: ReadonlySet<string> },
): string[] {
  return [...after.failures]
    .filter(([key, { value }]) => before.failures.get(key)?.value !== value)
    .filter(([, failure]) => !isExpected(failure, reach, mayPause) && !isOfRemoved(failure, existing))
    .map(([, { what, name, value }]) => `${what} of ${name} is ${value} by another profile's fault`);
}

/**
 * Returns true for a failure that a profile has because it no longer exists: its row waits for the next reading of the
 * list.
 */
const isOfRemoved = ({ profile, code }: StoredFailure, existing: ReadonlySet<string>) =>
  code === 'not-found' && profile !== null && !existing.has(profile);

function isExpected(
  { what, profile, account, code }: StoredFailure,
  reach: Reach,
  mayPause: boolean,
): boolean {
  if (what === 'pause') return mayPause;
  const isReached =
    reach.all || reach.accounts.has(account) || (profile !== null && reach.profiles.has(profile));
  if (what === 'access' || what === 'state') return isReached && reach.refuses;
  return isReached || OWN_CAUSES.has(code);
}
