import { words } from '../e2e/english-words.ts';
import type { BackgroundWork } from '../e2e/extension.ts';
import type { FaultRule } from '../sandbox/faults.ts';
import { endElapsedCycles } from '../sandbox/subscription.ts';
import { missingText, newPagesSayBlocked, openPagesSayBlocked } from './blocked-pages.ts';
import { blockUpgrade, makeNewer } from './database-versions.ts';
import { failArea, failWrites, HITS_CHANNEL } from './failing-storage.ts';
import { inBackground } from './in-background.ts';
import { holdResponse } from './late-response.ts';
import type { Fault } from './script.ts';
import type { World } from './world.ts';

/** Whose requests a fault of the platform hits: one profile's, one host's (an account's), or (both null) any. */
export interface Target {
  host: string | null;
  profile: string | null;
}

/** An active fault: what happens while the action runs, and how it ends. Both return violations, as sentences. */
export interface Injected {
  /** Whether it hit anything; undefined: it always does. */
  hits?: () => boolean;
  during(): Promise<string[]>;
  end(): Promise<string[]>;
}

const nothing = async (): Promise<string[]> => [];
/** Wraps work that finds no violations. */
const withoutFindings = (work: () => Promise<unknown>) => async () => {
  await work();
  return [];
};

/** Activates a fault, before the action begins. */
export async function inject(world: World, fault: Fault, target: Target): Promise<Injected> {
  const { sandbox } = world;
  const clear = withoutFindings(async () => sandbox.faults.clear());
  switch (fault.kind) {
    case 'platform': {
      const added = sandbox.faults.add({ ...fault.rule, ...aimOf(target) });
      return { during: nothing, end: clear, hits: () => added.hits > 0 };
    }
    case 'late-response':
      return holdResponse(world, fault, aimOf(target));
    case 'worker-stopped':
      return fault.at === 'write' ? stopAtWrite(world, fault.count) : stopAtRequest(world, fault.count);
    case 'offline':
      await world.browser.setOffline(true);
      return { during: nothing, end: withoutFindings(() => world.browser.setOffline(false)) };
    case 'page-closed':
      return {
        during: withoutFindings(() => world.closePages()),
        end: withoutFindings(() => world.openPages()),
      };
    case 'browser-restarted':
      return { during: withoutFindings(() => world.restart('closed')), end: nothing };
    case 'browser-killed':
      return { during: withoutFindings(() => world.restart('killed')), end: nothing };
    case 'updated':
      return { during: withoutFindings(() => world.update()), end: nothing };
    case 'clock': {
      let isShifted = true;
      if (fault.whose !== 'machine') {
        sandbox.clock.advance(fault.hours * 3_600_000);
        // What ends with a cycle of the subscription belongs to this step, not to the first one that reads it.
        for (const account of sandbox.state.accounts) endElapsedCycles(sandbox, account);
      }
      if (fault.whose !== 'platform') isShifted = await shiftClocks(world, fault.hours * 3_600_000);
      return { during: nothing, end: nothing, hits: () => isShifted };
    }
    case 'writes-fail':
      return failing(world, failWrites, { ...fault, channel: HITS_CHANNEL });
    case 'area-fails':
      return failing(world, failArea, { ...fault, channel: HITS_CHANNEL });
    case 'database-deleted':
      return {
        during: withoutFindings(async () => {
          await world.browser.deleteDatabase();
          world.passphrases = [null];
        }),
        end: nothing,
      };
    case 'database-newer': {
      const restore = await makeNewer(world);
      return {
        during: () => showsNewer(world),
        end: withoutFindings(async () => {
          await restore();
          await Promise.all(world.pages.map((page) => page.reload()));
        }),
      };
    }
    case 'database-blocked': {
      const release = await blockUpgrade(world);
      return {
        during: async () => {
          await world.pages[0]?.reload();
          const found = await Promise.all([newPagesSayBlocked(world), openPagesSayBlocked(world)]);
          await release();
          return found.flat();
        },
        end: nothing,
      };
    }
    default:
      return { during: nothing, end: nothing };
  }
}

/** Returns the part of a rule that says which requests it applies to. */
const aimOf = ({ host, profile }: Target): Pick<FaultRule, 'host' | 'profile'> => ({
  ...(host === null ? {} : { host }),
  ...(profile === null ? {} : { profile }),
});

/** Stops the worker while the platform handles its `count`th request; 0: at once. */
function stopAtRequest({ sandbox, extension }: World, count: number): Injected {
  if (count === 0) return { during: withoutFindings(() => extension.stopWorker()), end: nothing };
  let stopped: Promise<void> | null = null;
  sandbox.faults.add({
    kind: 'elsewhere',
    skip: count - 1,
    times: 1,
    run: () => {
      stopped = extension.stopWorker();
    },
  });
  return {
    during: nothing,
    hits: () => stopped !== null,
    end: withoutFindings(async () => {
      sandbox.faults.clear();
      await stopped;
    }),
  };
}

/** Stops the worker right after `count` more committed writes, which it publishes to the pages. */
async function stopAtWrite({ extension }: World, count: number): Promise<Injected> {
  const { probe } = extension;
  let hit = false;
  const stopped = probe
    .evaluate((wanted) => {
      const channel = new BroadcastChannel('profiles-store');
      return new Promise<boolean>((resolve) => {
        let seen = 0;
        const end = (wasReached: boolean) => {
          channel.close();
          resolve(wasReached);
        };
        channel.onmessage = () => {
          seen += 1;
          if (seen > wanted) end(true);
        };
        Object.assign(globalThis, { endWaiting: () => end(false) });
      });
    }, count)
    .then((wasReached) => {
      hit = wasReached;
      return wasReached ? extension.stopWorker() : undefined;
    });
  return {
    during: nothing,
    hits: () => hit,
    end: withoutFindings(async () => {
      await probe.evaluate(() => (globalThis as unknown as { endWaiting(): void }).endWaiting());
      await stopped;
    }),
  };
}

/** Makes calls of the background fail by `rule` until the end, and counts the hits. */
async function failing<Rule>(world: World, work: BackgroundWork<Rule | null>, rule: Rule): Promise<Injected> {
  const { probe } = world.extension;
  let hits = 0;
  await probe.evaluate(countHits, HITS_CHANNEL);
  await inBackground(world, work, rule);
  return {
    during: nothing,
    hits: () => hits > 0,
    end: withoutFindings(async () => {
      await inBackground(world, work, null);
      hits = await probe.evaluate(() => (globalThis as unknown as { endCounting(): number }).endCounting());
    }),
  };
}

/** Runs in the probe. */
function countHits(name: string): void {
  const channel = new BroadcastChannel(name);
  let hits = 0;
  channel.onmessage = () => {
    hits += 1;
  };
  const endCounting = () => {
    channel.close();
    return hits;
  };
  Object.assign(globalThis, { endCounting });
}

/** Sets the clock of the background and the pages until they restart. Returns true if the background's was set. */
async function shiftClocks(world: World, ms: number): Promise<boolean> {
  const [isShifted] = await Promise.all([
    shiftBackgroundClock(world, ms),
    ...world.pages.map((page) =>
      page.evaluate(`(${shiftClock})(globalThis, ${JSON.stringify(ms)})`).catch(() => {}),
    ),
  ]);
  return isShifted;
}

/** Sets the clock of the background until it restarts. Returns true if it was set. */
export function shiftBackgroundClock(world: World, ms: number): Promise<boolean> {
  return inBackground(world, shiftClock, ms);
}

function shiftClock(scope: typeof globalThis, ms: number): void {
  const Before = scope.Date;
  class ShiftedDate extends Before {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(Before.now() + ms);
      else super(...given);
    }
    static override now(): number {
      return Before.now() + ms;
    }
  }
  scope.Date = ShiftedDate as DateConstructor;
}

/** Returns a sentence if a popup does not show that a newer version wrote the data. */
async function showsNewer(world: World): Promise<string[]> {
  const page = await world.extension.popup();
  const found = await missingText([page], words('storeNewer'), 5000);
  await page.close();
  return found;
}
