import { useEffect, useRef, useState } from 'preact/hooks';
import type { SubscriptionChange } from '../../../lib/domain/billing/billing.ts';
import type { SubscriptionQuote } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { send } from '../../../lib/messages/client.ts';
import { online, vaultLocked } from '../../../lib/state/app-state.ts';
import { settle } from '../../ui/use-submit.ts';

export interface Quotes {
  /** In the order of the changes; null: not on sale. The whole is null until the prices came. */
  quotes: (SubscriptionQuote | null)[] | null;
  failure: Failure | null;
  /** Asks again, e.g. when a price has changed; resolves when the answer is shown. */
  reload(): Promise<void>;
}

const NOTHING = { quotes: null, failure: null };

/**
 * What changes would cost by the platform's prices of this moment; asked for when the changes are others. What
 * was asked for before is not shown any more. Spends nothing.
 */
export function useQuotes(connectionKey: ConnectionKey, changes: SubscriptionChange[]): Quotes {
  const [shown, setShown] = useState<Pick<Quotes, 'quotes' | 'failure'>>(NOTHING);
  const asked = useRef(0);
  const wanted = JSON.stringify(changes);
  const ready = changes.length > 0 && online.value && !vaultLocked.value;
  const reload = async () => {
    asked.current += 1;
    const question = asked.current;
    const result = await settle(() => send('quoteSubscription', { connectionKey, changes }));
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
