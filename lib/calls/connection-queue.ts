import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { type Limiter, limiterOf } from './limiter.ts';

/** Requests at a time to one account's platform, whatever they are for. */
const WIDTH = 4;

/** What this worker holds of a connection while it lives; nothing here is needed to resume. */
interface Line {
  limiter: Limiter;
  controller: AbortController;
}

const lines = new Map<ConnectionKey, Line>();

/** The line to a connection's platform, made on first use. */
export function lineOf(key: ConnectionKey): Line {
  const line = lines.get(key) ?? { limiter: limiterOf(WIDTH), controller: new AbortController() };
  lines.set(key, line);
  return line;
}

/** Ends every request of a connection that is under way or waiting: it is not connected any more. */
export function cutLine(key: ConnectionKey): void {
  lines.get(key)?.controller.abort(new FailureError({ code: 'not-connected' }));
  lines.delete(key);
}
