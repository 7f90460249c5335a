import { differences, recover } from './at-rest.ts';
import type { BrowserName } from './browser.ts';
import { inject } from './inject.ts';
import { broken, leaked, loggedErrors, mistakes, unsettled } from './invariants.ts';
import { contradictions, ledgerOf, type Performed } from './ledger.ts';
import { perform, profileAt } from './perform.ts';
import type { Fault, Step } from './script.ts';
import { World } from './world.ts';

/** Every so many steps all faults end, and everything must come to rest. */
const REST_EVERY = 20;
/** The browser's files are searched at every so-manieth rest. */
const DISK_EVERY = 4;
const ENDS_PAGES = new Set<Fault['kind']>(['page-closed', 'browser-restarted', 'browser-killed', 'updated']);
const IDLE_MS = 1500;

export interface Violation {
  step: number;
  what: string[];
}

interface ScriptResult {
  violation: Violation | null;
  /** How many messages ended how. */
  outcomes: ReadonlyMap<string, number>;
}

/** Runs a script on a world of its own until something does not hold after a step. */
export async function runScript(steps: Step[], browser: BrowserName): Promise<ScriptResult> {
  const world = await World.start(browser);
  try {
    return { violation: await firstViolation(world, steps), outcomes: world.outcomes };
  } finally {
    await world.close();
  }
}

async function firstViolation(world: World, steps: Step[]): Promise<Violation | null> {
  /** Profiles that a fault may have marked. */
  const aimedAt = new Set<string>();
  /** Names of tokens and profiles that the platform has had. */
  const everCreated = new Set<string>();
  /** Profiles that something was done to since the last rest. */
  const touched = new Set<string>();
  let rests = 0;
  for (const [index, step] of steps.entries()) {
    const what: string[] = [];
    try {
      const { performed, found } = await runStep(world, step, index, aimedAt);
      for (const { profile } of performed) touched.add(profile);
      what.push(...found, ...(await broken(world, performed, aimedAt)));
      for (const { name, tokens } of ledgerOf(world).profiles.values())
        for (const one of [name, ...tokens]) everCreated.add(one);
      const isLast = index === steps.length - 1;
      if (what.length === 0 && (isLast || (index + 1) % REST_EVERY === 0)) {
        rests += 1;
        what.push(...(await recover(world, touched)), ...(await unsettled(world)));
        what.push(...(await differences(world, touched, everCreated)), ...(await broken(world, [], aimedAt)));
        what.push(...(await mistakes(world)));
        touched.clear();
        what.push(...(await leaked(world, isLast || rests % DISK_EVERY === 0)));
      }
    } catch (error) {
      what.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (what.length > 0) {
      const logged = await loggedErrors(world).catch(() => []);
      return { step: index, what: [...what, `logged lately: ${logged.slice(-8).join('; ')}`] };
    }
  }
  return null;
}

async function runStep(
  world: World,
  { action, fault }: Step,
  index: number,
  aimedAt: Set<string>,
): Promise<{ performed: Performed[]; found: string[] }> {
  for (const id of mayMark(world, fault)) aimedAt.add(id);
  const injected = await inject(world, fault, (profile) => profileAt(world, profile).id);
  const before = ledgerOf(world);
  const sent = [perform(world, action, index)];
  if (fault.kind === 'twice') sent.push(perform(world, action, index, 2));
  if (fault.kind === 'two-windows') sent.push(perform(world, fault.second, index + 0.5, 2));
  const settled = Promise.allSettled(sent);
  const found = await injected.during();
  const performed = (await settled).flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value];
    // Whoever did it is gone with the window.
    if (ENDS_PAGES.has(fault.kind)) return [];
    throw one.reason;
  });
  found.push(...(await injected.end()));
  await idle(world);
  const mayRepeat = fault.kind === 'platform' && ['cut', 'truncate'].includes(fault.rule.kind);
  found.push(...contradictions(before, ledgerOf(world), performed, mayRepeat));
  // No account is connected any more: sign in again.
  if (fault.kind === 'database-deleted') found.push(...(await recover(world, new Set())));
  return { performed, found };
}

/** A refusal of everything may mark any profile; one that is aimed may mark its own alone. */
function mayMark(world: World, fault: Fault): string[] {
  if (fault.kind !== 'platform') return [];
  if (fault.profile === null) return world.sandbox.state.profiles.map(({ id }) => id);
  return [profileAt(world, fault.profile).id];
}

/** Waits until the platform has handled what was sent to it: a worker that died leaves requests behind. */
async function idle({ sandbox }: World): Promise<void> {
  const deadline = Date.now() + IDLE_MS;
  while (sandbox.requests.inFlight > 0 && Date.now() < deadline)
    await new Promise((done) => setTimeout(done, 5));
}
