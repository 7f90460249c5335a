import { ActionCounts } from './action-counts.ts';
import { copiedActive, lostActive, type Switches, switchesOf } from './active-profile.ts';
import { lastingDifferences, recover } from './at-rest.ts';
import type { BrowserName } from './browser.ts';
import { FaultCounts } from './hits.ts';
import { inject, type Target } from './inject.ts';
import { broken, unsettled } from './invariants.ts';
import {
  combineReaches,
  expiresTokens,
  RateLimitedProfiles,
  type Reach,
  reachOf,
  unexpectedFailures,
} from './isolation.ts';
import { type Entry, JournalTotals, type RecordingOf, unsaid } from './journal-totals.ts';
import { leaked } from './leaks.ts';
import { apiOf, contradictions, ledgerOf, madeWithoutReply, type Performed } from './ledger.ts';
import { loggedErrors, unexpectedErrors } from './logged-errors.ts';
import { lastingOpenOutcomes } from './open-outcomes.ts';
import { outcomeOf } from './outcome.ts';
import { perform, profileAt, profileOf } from './perform.ts';
import { copiesOf } from './recovery-copies.ts';
import { type Fault, OF_THE_ACCOUNT, type Step } from './script.ts';
import { snapshotOf } from './snapshot.ts';
import { lostSettings } from './stored-settings.ts';
import { TokenHistory } from './token-history.ts';
import { type Circumstances, Totals } from './totals.ts';
import { restartIfUnresponsive } from './unresponsive.ts';
import { World } from './world.ts';

/** After this many steps all faults end, and pages and store must match the platform. */
const REST_INTERVAL_STEPS = 20;
/** After this many rests the browser's files are searched. */
const DISK_INTERVAL_RESTS = 4;
const PAGE_ENDING_FAULTS = new Set<Fault['kind']>([
  'page-closed',
  'browser-restarted',
  'browser-killed',
  'updated',
]);
/** Pages are there and must settle while these last. */
const STAYS_DURING_LOADING = new Set<Fault['kind']>(['platform', 'offline', 'writes-fail', 'area-fails']);
const IDLE_TIMEOUT_MS = 1500;
const RECORD_TIMEOUT_MS = 3000;

export interface Violation {
  step: number;
  what: string[];
}

interface ScriptResult {
  violation: Violation | null;
  /** Number of messages by outcome. */
  outcomes: ReadonlyMap<string, number>;
  hits: FaultCounts;
  actions: ActionCounts;
}

/** Runs a script in a new world until an invariant does not hold after a step. */
export async function runScript(steps: Step[], browser: BrowserName): Promise<ScriptResult> {
  const world = await World.start(browser);
  const hits = new FaultCounts();
  const actions = new ActionCounts();
  try {
    const violation = await firstViolation(world, steps, { hits, actions });
    return { violation, outcomes: world.outcomes, hits, actions };
  } finally {
    await world.close();
  }
}

async function firstViolation(
  world: World,
  steps: Step[],
  { hits, actions }: Pick<ScriptResult, 'hits' | 'actions'>,
): Promise<Violation | null> {
  /** Names of tokens and profiles that the platform has had. */
  const everCreated = new Set<string>();
  /** Profiles that something was done to since the last rest. */
  const touched = new Set<string>();
  /** Profiles of actions without a reply since the last rest: their requests may still reach the platform. */
  const unanswered = new Set<string>();
  /** Targets of switches of unknown outcome since the last rest: they may still be made. */
  const lateSwitches: Switches['possible'] = [];
  /** Actions of unknown outcome since the last rest. */
  const late: Performed[] = [];
  world.keepTokens();
  const totals = new Totals(ledgerOf(world));
  const tokens = new TokenHistory(ledgerOf(world));
  const journal = new JournalTotals();
  let before = await snapshotOf(world);
  const limited = new RateLimitedProfiles();
  let reachBefore: Reach | null = null;
  /** The platform's clock was moved on since the last rest: tokens have expired, which may show once one is used. */
  let expired: Reach | null = null;
  let rests = 0;
  for (const [index, step] of steps.entries()) {
    const what: string[] = [];
    try {
      const target = targetOf(world, step);
      const isLost = step.fault.kind === 'database-deleted';
      const copied = isLost ? await copiedActive(world) : [];
      const copiedJournal = isLost ? ((await copiesOf(world))[0]?.backup.journal ?? []) : null;
      const { performed, made, found, wasHit } = await runStep(world, step, index, target, unanswered);
      hits.add(step.fault, wasHit);
      actions.add(performed);
      for (const { profile, reply } of performed) {
        touched.add(profile);
        if (!reply) unanswered.add(profile);
      }
      world.keepTokens();
      let after = await snapshotOf(world);
      const switches = switchesOf(before, performed, step.fault);
      lateSwitches.push(...switches.possible);
      switches.possible.push(...lateSwitches, ...copied);
      what.push(...found, ...lostActive(before.active, after, switches));
      // Also of an account that the step connects.
      const accounts = [...before.accounts, ...after.accounts];
      const reach = reachOf(step.fault, target, performed, accounts);
      limited.add(reach);
      what.push(
        ...unexpectedFailures(before, after, {
          reach: reachBefore ? combineReaches(reach, reachBefore) : reach,
          mayPause: limited.mayPause,
          existing: new Set(ledgerOf(world).profiles.keys()),
        }),
        ...(await broken(world, performed)),
        ...(await unsettled(world)),
        ...world.endedErrors.splice(0),
        ...(await unexpectedErrors(world)),
      );
      if (expiresTokens(step.fault)) expired = reach;
      const circumstances = circumstancesOf(step.fault);
      what.push(...totals.check(ledgerOf(world), performed, circumstances));
      const { rotations } = after;
      const { mayRepeat } = circumstances;
      what.push(...tokens.check(ledgerOf(world), { performed, fault: step.fault, rotations, mayRepeat }));
      // A lost database is restored from a copy that may be two seconds older.
      if (!isLost) what.push(...lostSettings(before, after, performed, late));
      const { active } = before;
      const recording = { fault: step.fault, wasHit, active, copied: copiedJournal };
      journal.add(performed, recording);
      what.push(...(await lastingJournalFaults(world, journal, made, recording)));
      late.push(...performed.filter((one) => outcomeOf(one) === 'unknown'));
      reachBefore = expired ? combineReaches(reach, expired) : reach;
      for (const { name, tokens } of ledgerOf(world).profiles.values())
        for (const one of [name, ...tokens]) everCreated.add(one);
      before = after;
      const isLast = index === steps.length - 1;
      if (what.length === 0 && (isLast || (index + 1) % REST_INTERVAL_STEPS === 0)) {
        rests += 1;
        what.push(...(await recover(world, touched, expired !== null)), ...(await unsettled(world)));
        what.push(...(await lastingOpenOutcomes(world)));
        what.push(...(await lastingDifferences(world, touched, everCreated)));
        after = await snapshotOf(world);
        what.push(
          ...lostActive(before.active, after, {
            ...switchesOf(before, [], null),
            possible: lateSwitches,
            mayBeChosen: true,
          }),
        );
        what.push(...(await broken(world, [])));
        what.push(...(await unexpectedErrors(world)));
        before = after;
        touched.clear();
        unanswered.clear();
        lateSwitches.length = 0;
        late.length = 0;
        limited.clear();
        expired = null;
        reachBefore = null;
        what.push(...(await leaked(world, isLast || rests % DISK_INTERVAL_RESTS === 0)));
      }
    } catch (error) {
      what.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (what.length > 0) {
      const logged = await loggedErrors(world).catch(() => []);
      what.push(
        `logged lately: ${logged.slice(-8).join('; ')}`,
        `the worker: ${world.extension.workerStatus}`,
        `the accounts: ${await refreshesOfAccounts(world).catch(String)}`,
      );
      return { step: index, what };
    }
  }
  return null;
}

/**
 * Returns how the journal contradicts the replies after a while, and what was `made` without a reply that it lacks: a
 * switch is recorded after its reply, and what a worker left by the next one.
 */
async function lastingJournalFaults(
  world: World,
  totals: JournalTotals,
  made: readonly Performed[],
  recording: RecordingOf,
): Promise<string[]> {
  const deadline = Date.now() + RECORD_TIMEOUT_MS;
  for (;;) {
    const journal = (await world.stores('journal')).journal as unknown as Entry[];
    const found = [...totals.check(journal), ...unsaid(made, journal, recording)];
    if (found.length === 0 || Date.now() > deadline) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Returns each account's state, last failure, and when it was and will be refreshed: why its profiles may be old. */
async function refreshesOfAccounts(world: World): Promise<string> {
  const { connections, refresh } = await world.stores('connections', 'refresh');
  const accounts = connections.map(({ key, state, failure, refreshedAt }) => ({
    key,
    state,
    failure,
    refreshedAt,
    refresh: refresh.find(({ target }) => target === `account|${key}`),
  }));
  return JSON.stringify({ now: Date.now(), accounts });
}

async function runStep(
  world: World,
  { action, fault }: Step,
  index: number,
  target: Target,
  unanswered: ReadonlySet<string>,
): Promise<{ performed: Performed[]; made: Performed[]; found: string[]; wasHit: boolean }> {
  const injected = await inject(world, fault, target);
  const before = ledgerOf(world);
  const sent = [perform(world, action, index)];
  if (fault.kind === 'twice') sent.push(perform(world, action, index, 2));
  if (fault.kind === 'two-windows') sent.push(perform(world, fault.second, index + 0.5, 2));
  const settled = Promise.allSettled(sent);
  const found = await injected.during();
  const performed = (await settled).flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value];
    // The page that sent it was closed.
    if (PAGE_ENDING_FAULTS.has(fault.kind)) return [];
    throw one.reason;
  });
  // With the fault still there: a page must not wait for its end.
  if (STAYS_DURING_LOADING.has(fault.kind)) found.push(...(await unsettled(world)));
  found.push(...(await injected.end()));
  await idle(world);
  if (performed.some(({ reply }) => !reply)) found.push(...(await restartIfUnresponsive(world)));
  const { mayRepeat } = circumstancesOf(fault);
  const now = ledgerOf(world);
  found.push(...contradictions(before, now, performed, unanswered, mayRepeat));
  const made = madeWithoutReply(before, now, performed);
  // No account is connected anymore: sign in again.
  if (fault.kind === 'database-deleted') found.push(...(await recover(world, new Set())));
  return { performed, made, found, wasHit: injected.hits?.() ?? true };
}

/** Returns whose requests a step's fault hits. */
function targetOf(world: World, { action, fault }: Step): Target {
  const everywhere = { host: null, profile: null };
  const aim = fault.kind === 'late-response' ? 'action' : fault.kind === 'platform' ? fault.profile : null;
  if (aim === null) return everywhere;
  const { id, account } = aim === 'action' ? profileOf(world, action) : profileAt(world, aim);
  if (aim !== 'action' || !OF_THE_ACCOUNT.has(action.do)) return { ...everywhere, profile: id };
  const asked =
    action.do === 'connect'
      ? world.accounts[action.value % 2]
      : world.accounts.find((one) => one.id === account);
  return { ...everywhere, host: new URL(apiOf(asked!.region)).host };
}

function circumstancesOf(fault: Fault): Circumstances {
  return {
    mayRepeat: fault.kind === 'platform' && ['cut', 'truncate'].includes(fault.rule.kind),
    mayTurnCycle: fault.kind === 'clock' && fault.whose !== 'machine',
  };
}

/** Waits until the platform has handled what was sent to it: a worker that died leaves requests behind. */
async function idle({ sandbox }: World): Promise<void> {
  const deadline = Date.now() + IDLE_TIMEOUT_MS;
  while (sandbox.requests.inFlight > 0 && Date.now() < deadline)
    await new Promise((done) => setTimeout(done, 5));
}
