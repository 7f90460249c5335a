import { type Limiter, limiterOf } from '../async/limiter.ts';
import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';

/** Requests at a time to one account's platform, whatever they are for. */
const MAX_PARALLEL_REQUESTS = 4;

/** Requests of one connection in this worker's memory; nothing here is needed to resume. */
interface ConnectionQueue {
  limiter: Limiter;
  controller: AbortController;
}

const queues = new Map<ConnectionKey, ConnectionQueue>();
/** Ends what belongs to no connection yet. */
let unconnected = new AbortController();

/** Returns the queue of a connection's requests, made on first use. */
export function queueFor(key: ConnectionKey): ConnectionQueue {
  const queue = queues.get(key) ?? {
    limiter: limiterOf(MAX_PARALLEL_REQUESTS),
    controller: new AbortController(),
  };
  queues.set(key, queue);
  return queue;
}

/** Aborts every request to the platform that is under way or waiting, with `locked`: the vault was locked. */
export function abortForLock(): void {
  const reason = new FailureError({ code: 'locked' });
  for (const { controller } of queues.values()) controller.abort(reason);
  queues.clear();
  unconnected.abort(reason);
  unconnected = new AbortController();
}

/** A signal that a lock aborts, with `locked`: for calls without a connection, such as a sign-in's. */
export function signalUntilLock(): AbortSignal {
  return unconnected.signal;
}

/** Aborts every request of a connection that is under way or waiting, with `not-connected`. */
export function abortConnection(key: ConnectionKey): void {
  queues.get(key)?.controller.abort(new FailureError({ code: 'not-connected' }));
  queues.delete(key);
}
