import type { PriceTable } from '../../../lib/domain/billing/billing.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { BillingConsoleLink } from './billing-console-link.tsx';

/** The paid plans with their prices, and a link to where one is chosen: on the free plan no limit can be raised. */
export function FreePlan({ connection, prices }: { connection: Connection; prices: PriceTable }) {
  const plans = Object.entries(prices.plans).filter(([, cents]) => cents > 0);
  return (
    <div class="note stack">
      <p>{t('raiseFreePlan')}</p>
      <ul>
        {plans.map(([name, cents]) => (
          <li key={name}>
            {planText(name)} · {t('tierPrice', moneyText(cents))}
          </li>
        ))}
      </ul>
      <p>
        <BillingConsoleLink connection={connection} />
      </p>
    </div>
  );
}
