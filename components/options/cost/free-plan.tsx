import { consoleUrl } from '../../../lib/console/console-site.ts';
import type { PriceTable } from '../../../lib/domain/billing/billing.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';

/** On the free plan nothing can be added: the plans with their prices, and where one is chosen. */
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
        <a class="button" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
          {t('costConsole')}
        </a>
      </p>
    </div>
  );
}
