import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  NoQuote,
  SpendingIntent,
  SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';

interface Quotes {
  /** In the order of the intents; null until the prices came. */
  quotes: (SubscriptionQuote | NoQuote)[] | null;
  /** True until they or a failure came; false while they can't be requested. */
  requested: boolean;
  failure: Failure | null;
  /** Requests them again, e.g. when a price has changed; resolves when they are shown. */
  reload(): Promise<void>;
}

type QuotesState = Pick<Quotes, 'quotes' | 'failure'>;
const NO_QUOTES: QuotesState = { quotes: null, failure: null };

/**
 * Returns the effect and cost of intents as the platform quotes them now. They are requested again when the intents
 * change, or what is known of the account that they are about (`facts`), and earlier quotes are dropped. Spends
 * nothing.
 */
export function useQuotes(connectionKey: ConnectionKey, intents: SpendingIntent[], facts?: unknown): Quotes {
  const [latest, setLatest] = useState<QuotesState & { wanted?: string }>(NO_QUOTES);
  const latestRequest = useRef(0);
  const wanted = JSON.stringify([intents, facts]);
  // What a reload that is called after an await requests: the intents may have changed since.
  const current = useRef({ connectionKey, intents, wanted });
  current.current = { connectionKey, intents, wanted };
  const isReady = intents.length > 0 && obstacleToAccount(connectionKey) === null;
  const reload = async () => {
    latestRequest.current += 1;
    const request = latestRequest.current;
    const requestedNow = current.current;
    const result = await resultOf(() =>
      send('quoteSubscription', {
        connectionKey: requestedNow.connectionKey,
        intents: requestedNow.intents,
      }),
    );
    if (request !== latestRequest.current) return;
    setLatest({
      wanted: requestedNow.wanted,
      ...(result.ok ? { quotes: result.value, failure: null } : { quotes: null, failure: result.failure }),
    });
  };
  useEffect(() => {
    setLatest(NO_QUOTES);
    if (isReady) void reload();
    return () => {
      latestRequest.current += 1;
    };
  }, [connectionKey, wanted, isReady]);
  // Effects run after the paint: until then, the quotes are those of the intents before.
  const { quotes, failure } = latest.wanted === wanted ? latest : NO_QUOTES;
  const requested = isReady && !quotes && !failure;
  return { quotes, failure, requested, reload };
}
