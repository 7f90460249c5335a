import { useEffect, useRef, useState } from 'preact/hooks';
import type {
  NoQuote,
  SpendingIntent,
  SubscriptionQuote,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { online, vaultLocked } from '../../../lib/state/app-state.ts';

export interface Quotes {
  /** In the order of the intents; null until the prices came. */
  quotes: (SubscriptionQuote | NoQuote)[] | null;
  failure: Failure | null;
  /** Asks again, e.g. when a price has changed; resolves when the answer is shown. */
  reload(): Promise<void>;
}

type Shown = Pick<Quotes, 'quotes' | 'failure'>;
const NOTHING: Shown = { quotes: null, failure: null };

/**
 * Returns the effect and cost of intents as the platform quotes them now; requested again when the intents change. Earlier
 * quotes are no longer shown. Spends nothing.
 */
export function useQuotes(connectionKey: ConnectionKey, intents: SpendingIntent[]): Quotes {
  const [shown, setShown] = useState<Shown>(NOTHING);
  const asked = useRef(0);
  const wanted = JSON.stringify(intents);
  const ready = intents.length > 0 && online.value && !vaultLocked.value;
  const reload = async () => {
    asked.current += 1;
    const question = asked.current;
    const result = await resultOf(() => send('quoteSubscription', { connectionKey, intents }));
    if (question !== asked.current) return;
    setShown(result.ok ? { quotes: result.value, failure: null } : { quotes: null, failure: result.failure });
  };
  useEffect(() => {
    setShown(NOTHING);
    if (ready) void reload();
    return () => {
      asked.current += 1;
    };
  }, [connectionKey, wanted, ready]);
  return { ...shown, reload };
}
