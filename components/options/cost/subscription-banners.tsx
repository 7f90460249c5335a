import { useState } from 'preact/hooks';
import { consoleUrl } from '../../../lib/console/console-site.ts';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { isUnresolved } from '../../../lib/domain/billing/order.ts';
import {
  afterSchedule,
  knownMonthly,
  type SpendingIntent,
} from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { ConfirmIntent } from './confirm-intent.tsx';
import { OrderBanners } from './order-banners.tsx';
import { PaymentQuestion, type Question } from './payment-question.tsx';
import { profileNameOf } from './profile-names.ts';
import type { KnownBilling } from './use-billing.ts';

/** What stands between an account and its subscription: money owed, a payment that failed or is on its way, orders that are not settled, a step down that waits. */
export function SubscriptionBanners({
  connection,
  billing,
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [question, setQuestion] = useState<Question | null>(null);
  const { subscription, orders = [] } = billing;
  const processed = orders.find(isUnresolved);
  return (
    <div class="banners">
      {subscription.pastDue && (
        <PastDue connection={connection} subscription={subscription} ask={setQuestion} />
      )}
      {subscription.paymentError !== null && !subscription.processing && (
        <PaymentFailed connection={connection} billing={billing} />
      )}
      {subscription.processing && (
        <div class="banner" role="status">
          <span>
            <b>{t('costProcessing')}</b> {t('costProcessingHint')}{' '}
            {processed?.quote.gift &&
              t(
                'costProcessingGive',
                profileNameOf(connection, processed.quote.gift.profileId),
                quantityText(processed.quote.gift.service, processed.quote.gift.amount),
              )}
          </span>
        </div>
      )}
      <OrderBanners connection={connection} billing={billing} />
      {subscription.notEnoughBalance && (
        <div class="banner banner--error">
          <span>{t('costNoBalance')}</span>
          <ConsoleLink connection={connection} />
        </div>
      )}
      {subscription.schedule && <Scheduled connection={connection} billing={billing} ask={setQuestion} />}
      {question && (
        <PaymentQuestion connection={connection} question={question} onClose={() => setQuestion(null)} />
      )}
    </div>
  );
}

function ConsoleLink({ connection }: { connection: Connection }) {
  return (
    <a class="button" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
      {t('costConsole')}
    </a>
  );
}

/** An invoice past due. It can be paid here only where its amount is known and nothing else would be charged with it. */
function PastDue({
  connection,
  subscription: { pastDue, paymentError, processing },
  ask,
}: {
  connection: Connection;
  subscription: SubscriptionFacts;
  ask: (question: Question) => void;
}) {
  const cents = pastDue?.cents ?? null;
  const amount = cents === null ? null : moneyText(cents);
  const isAlone = paymentError === null && !processing;
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{amount === null ? t('costPastDueUnknown') : t('costPastDue', amount)}</b> {t('costPastDueHint')}{' '}
        {paymentError !== null && t('costPastDuePending')}
      </span>
      <span class="row">
        {pastDue?.invoiceUrl ? (
          <a class="button" href={pastDue.invoiceUrl} target="_blank" rel="noreferrer">
            {t('costInvoice')}
          </a>
        ) : (
          <ConsoleLink connection={connection} />
        )}
        {cents !== null && amount !== null && isAlone && (
          <Button
            onClick={() =>
              ask({
                send: () => send('payPastDue', { connectionKey: connection.key, confirmedCents: cents }),
                title: t('costRetryTitle', amount),
                lines: [t('costRetryPastDue', amount)],
                confirm: t('payButtonNow', amount),
                done: t('costRetryDone'),
              })
            }
          >
            {t('costRetry')}
          </Button>
        )}
      </span>
    </div>
  );
}

/**
 * A payment that failed. What a retry would charge is nowhere to be read: somebody else may have ordered something
 * since. So what was ordered here can be ordered again, by a new quote; anything else is the console's.
 */
function PaymentFailed({
  connection,
  billing: { subscription, orders = [] },
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [again, setAgain] = useState<SpendingIntent | null>(null);
  const refused = orders.findLast(({ state, refusal }) => state === 'sent' && refusal !== null);
  return (
    <div class="banner banner--error" role="status">
      <span>
        <b>{t('costPaymentFailed')}</b> {subscription.paymentError}
      </span>
      <span class="row">
        {refused ? (
          <Button onClick={() => setAgain(refused.quote.intent)}>{t('orderAgain')}</Button>
        ) : (
          <ConsoleLink connection={connection} />
        )}
        <DropChange connection={connection} />
      </span>
      {again && <ConfirmIntent connection={connection} intent={again} onClose={() => setAgain(null)} />}
    </div>
  );
}

/** Costs nothing and pays nothing: the subscription stays as it is. */
function DropChange({ connection }: { connection: Connection }) {
  const drop = useSend('cancelFailedChange');
  return (
    <Button
      disabled={drop.busy}
      onClick={async () => {
        const result = await drop.run({ connectionKey: connection.key });
        if (result?.ok) announce(t('costDropped'));
        else if (result) announce(failureText(result.failure), 'error');
      }}
    >
      {t(drop.busy ? 'payPaying' : 'costDrop')}
    </Button>
  );
}

function Scheduled({
  connection,
  billing: { subscription, prices },
  ask,
}: {
  connection: Connection;
  billing: KnownBilling;
  ask: (question: Question) => void;
}) {
  const lines = scheduleLines(connection, subscription);
  const releaseAt = Date.parse(subscription.schedule?.releaseAt ?? subscription.cycleEnd ?? '');
  const when = Number.isNaN(releaseAt) ? t('costNextCycle') : exactDate(releaseAt, connection.timezone);
  const [thenCents, presentCents] = [
    knownMonthly(afterSchedule(subscription), prices),
    knownMonthly(subscription, prices),
  ];
  const isKnown = thenCents !== null && presentCents !== null;
  const [then, present] = [moneyText(thenCents ?? 0), moneyText(presentCents ?? 0)];
  const confirmed = subscription.schedule;
  return (
    <div class="banner" role="status">
      <div>
        <b>{t('costScheduled', when)}</b> {isKnown && t('costScheduledPrice', then, present)}
        <ul class="soft">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Button
        onClick={() =>
          confirmed &&
          ask({
            send: () => send('cancelScheduledChange', { connectionKey: connection.key, confirmed }),
            title: t('costKeepTitle'),
            lines: [...(isKnown ? [t('costKeepLine', present, then)] : []), t('costKeepAll')],
            list: lines,
            confirm: isKnown ? t('costKeepConfirm', present) : t('costKeepConfirmPlain'),
            done: t('costKept'),
          })
        }
      >
        {t('costKeep')}
      </Button>
    </div>
  );
}

/** What a scheduled change does, a line for each part that differs. */
function scheduleLines(connection: Connection, subscription: SubscriptionFacts): string[] {
  const { schedule } = subscription;
  if (!schedule) return [];
  const services = Object.entries(schedule.services)
    .filter(([service, limit]) => subscription.services[service] !== limit)
    .map(([service, limit]) =>
      t(
        'costFromTo',
        serviceLabel(service),
        quantityText(service, subscription.services[service] ?? 0),
        quantityText(service, limit),
      ),
    );
  const addons = Object.entries(schedule.addons).flatMap(([name, ids]) =>
    (subscription.addons[name] ?? [])
      .filter((id) => !ids.includes(id))
      .map((id) => t('addonRemoveTitleShort', addonLabel(name), profileNameOf(connection, id))),
  );
  const plan =
    schedule.plan && schedule.plan !== subscription.plan
      ? [t('costFromTo', t('costPlan'), planText(subscription.plan), planText(schedule.plan))]
      : [];
  return [...plan, ...services, ...addons];
}
