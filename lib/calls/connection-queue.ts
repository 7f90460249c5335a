import { type Limiter, limiterOf } from '../async/limiter.ts';
import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';

/** Per connection, whatever the requests are for. */
const MAX_PARALLEL_REQUESTS = 4;

/** The queue of one connection's requests. In memory: a new worker needs nothing of it. */
interface ConnectionQueue {
  limiter: Limiter;
  controller: AbortController;
}

const queues = new Map<ConnectionKey, ConnectionQueue>();
/** Aborts requests that belong to no connection yet. */
let unconnected = new AbortController();

/** Returns the queue of a connection's requests, creating it on first use. */
export function queueFor(key: ConnectionKey): ConnectionQueue {
  const queue = queues.get(key) ?? {
    limiter: limiterOf(MAX_PARALLEL_REQUESTS),
    controller: new AbortController(),
  };
  queues.set(key, queue);
  return queue;
}

/** Aborts all running and queued requests with `locked`, because the vault was locked. */
export function abortForLock(): void {
  const reason = new FailureError({ code: 'locked' });
  for (const { controller } of queues.values()) controller.abort(reason);
  queues.clear();
  unconnected.abort(reason);
  unconnected = new AbortController();
}

/** Returns a signal that is aborted with `locked` by a lock, for calls without a connection, such as a sign-in. */
export function signalUntilLock(): AbortSignal {
  return unconnected.signal;
}

/** Aborts all running and queued requests of a connection with `not-connected`. */
export function abortConnection(key: ConnectionKey): void {
  queues.get(key)?.controller.abort(new FailureError({ code: 'not-connected' }));
  queues.delete(key);
}
