import type { FaultRule } from '../sandbox/faults.ts';
import { inBackground } from './in-background.ts';
import type { Injected } from './inject.ts';
import type { Fault } from './script.ts';
import type { World } from './world.ts';

/** A timer of this length or more is a request's time-out (lib/platform/request.ts), or may as well come early. */
const SHORTEST_TIMEOUT_MS = 30_000;
/** How long the extension waits for a response instead, so that a script needn't. */
const SHORTENED_TIMEOUT_MS = 4000;
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Lets the platform make the first change that an action requests, and holds its response: until the action is over,
 * which it only is after the request's time-out, or until the worker was stopped.
 */
export async function holdResponse(
  world: World,
  { until }: Fault & { kind: 'late-response' },
  aim: Pick<FaultRule, 'host' | 'profile'>,
): Promise<Injected> {
  const { sandbox } = world;
  const held = METHODS.map((method) =>
    sandbox.faults.add({ ...aim, method, kind: 'hold', after: true, times: 1 }),
  );
  const release = () => {
    for (const one of held) one.remove();
  };
  const hits = () => held.some((one) => one.hits > 0);
  if (until === 'timeout') {
    await inBackground(world, shortenTimeouts, { from: SHORTEST_TIMEOUT_MS, to: SHORTENED_TIMEOUT_MS });
    return {
      during: async () => [],
      hits,
      end: async () => {
        release();
        await inBackground(world, shortenTimeouts, null);
        return [];
      },
    };
  }
  let isOver = false;
  const stopped = (async () => {
    while (!isOver && !held.some((one) => one.waiting > 0)) await new Promise((done) => setTimeout(done, 5));
    if (isOver) return;
    await world.extension.stopWorker();
    release();
  })();
  return {
    during: async () => [],
    hits,
    end: async () => {
      isOver = true;
      await stopped;
      release();
      return [];
    },
  };
}

/** Shortens all timers of at least `from` ms; null: they are as long as they say again. Runs in the background. */
export function shortenTimeouts(scope: typeof globalThis, rule: { from: number; to: number } | null): void {
  type Timers = { setTimeout: (work: () => void, ms?: number) => unknown };
  const global = scope as unknown as Timers & { realTimers?: Timers };
  global.realTimers ??= { setTimeout: global.setTimeout };
  const real = global.realTimers.setTimeout;
  global.setTimeout = rule ? (work, ms = 0) => real.call(scope, work, ms >= rule.from ? rule.to : ms) : real;
}
