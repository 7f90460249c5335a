import { withIntent } from '../actions/change-intents.ts';
import { unknownOutcome } from '../actions/confirmed-change.ts';
import { requireOpenVault } from '../actions/require-open-vault.ts';
import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { fail, type Result, settle } from '../domain/failure.ts';
import { currentPolicy, requireAllowed } from '../policy/policy.ts';
import type { MessageType } from './protocol.ts';
import { type MessageSender, recognizeSender, type Sender } from './recognize-sender.ts';
import { type Route, routes } from './routes.ts';

/** An unchecked message. */
interface AnyMessage {
  type?: unknown;
  data?: unknown;
}

/**
 * Handles the messages of lib/messages/routes.ts, after checking the sender. Call it in the background's first turn. A
 * thrown FailureError is returned as its failure, any other error as `internal` without details.
 */
export function listenForMessages(): void {
  browser.runtime.onMessage.addListener(((
    message: unknown,
    from: MessageSender,
    reply: (result: unknown) => void,
  ) => {
    void handle(message, from).then(reply);
    // Keeps the channel open for the reply: Chromium accepts no promise.
    return true;
  }) as never);
}

/** Returns the route of a message if this sender may send it, else null. */
function routeFor(type: unknown, sender: Sender | null): Route<MessageType> | null {
  if (!sender || typeof type !== 'string' || !Object.hasOwn(routes, type)) return null;
  const route = routes[type as MessageType] as Route<MessageType>;
  return route.from.includes(sender.name) ? route : null;
}

async function handle(message: unknown, from: MessageSender): Promise<Result<unknown>> {
  const { type, data } = (message ?? {}) as AnyMessage;
  const sender = recognizeSender(from, { id: browser.runtime.id, baseUrl: browser.runtime.getURL('') });
  const route = routeFor(type, sender);
  if (!sender || !route) return fail('not-allowed');
  return settle(async () => {
    try {
      await (route.policy ? requireAllowed(route.policy) : currentPolicy());
      const run = () => route.run(data as never, sender);
      const value = (await withIntent<unknown>(type as MessageType, data, run)) ?? null;
      // It was made, but can't be returned anymore.
      if (route.returnsSecret)
        await requireOpenVault().catch(() => {
          throw unknownOutcome('not-read');
        });
      return value;
    } catch (error) {
      logError(type as MessageType, error);
      throw error;
    }
  });
}
