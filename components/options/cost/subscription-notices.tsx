import { useState } from 'preact/hooks';
import { consoleUrl } from '../../../lib/console/console-site.ts';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { monthlyOf } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { PaymentQuestion, type Question } from './payment-question.tsx';
import { profileNameOf } from './profile-names.ts';
import type { KnownBilling } from './use-billing.ts';

/** What stands between an account and its subscription: money owed, a payment that failed or is on its way, a step down that waits. */
export function SubscriptionNotices({
  connection,
  billing,
}: {
  connection: Connection;
  billing: KnownBilling;
}) {
  const [question, setQuestion] = useState<Question | null>(null);
  const { subscription, order } = billing;
  return (
    <div class="banners">
      {subscription.pastDueCents !== null && <PastDue subscription={subscription} ask={setQuestion} />}
      {subscription.paymentError !== null && !subscription.processing && (
        <PaymentFailed connection={connection} billing={billing} ask={setQuestion} />
      )}
      {subscription.processing && (
        <div class="banner" role="status">
          <span>
            <b>{t('costProcessing')}</b> {t('costProcessingHint')}{' '}
            {order?.give &&
              t(
                'costProcessingGive',
                profileNameOf(connection, order.give.profileId),
                quantityText(order.give.service, order.give.amount),
              )}
          </span>
        </div>
      )}
      {subscription.notEnoughBalance && (
        <div class="banner banner--trouble">
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

function PastDue({
  subscription,
  ask,
}: {
  subscription: SubscriptionFacts;
  ask: (question: Question) => void;
}) {
  const amount = moneyText(subscription.pastDueCents ?? 0);
  return (
    <div class="banner banner--trouble" role="status">
      <span>
        <b>{t('costPastDue', amount)}</b> {t('costPastDueHint')}
      </span>
      <span class="row">
        {subscription.pastDueInvoiceUrl && (
          <a class="button" href={subscription.pastDueInvoiceUrl} target="_blank" rel="noreferrer">
            {t('costInvoice')}
          </a>
        )}
        {!subscription.processing && (
          <Button
            onClick={() =>
              ask({
                type: 'retryPayment',
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

function PaymentFailed({
  connection,
  billing: { subscription, order },
  ask,
}: {
  connection: Connection;
  billing: KnownBilling;
  ask: (question: Question) => void;
}) {
  // Without an order of ours nobody tells what a retry would pay: then it is the console's to ask.
  const amount = order?.nowCents == null ? null : moneyText(order.nowCents);
  return (
    <div class="banner banner--trouble" role="status">
      <span>
        <b>{t('costPaymentFailed')}</b> {subscription.paymentError}
      </span>
      <span class="row">
        {order && amount !== null ? (
          <Button
            onClick={() =>
              ask({
                type: 'retryPayment',
                title: t('costRetryTitle', amount),
                lines: [
                  t('costRetryOrder', amount, moneyText(order.monthlyCents)),
                  ...(order.give
                    ? [
                        t(
                          'costRetryGive',
                          profileNameOf(connection, order.give.profileId),
                          quantityText(order.give.service, order.give.amount),
                        ),
                      ]
                    : []),
                ],
                confirm: t('payButtonNow', amount),
                done: t('costRetryDone'),
              })
            }
          >
            {t('costRetry')}
          </Button>
        ) : (
          <ConsoleLink connection={connection} />
        )}
        <DropChange connection={connection} />
      </span>
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
        else if (result) announce(failureText(result.failure), 'trouble');
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
  const lines = scheduleLines(subscription);
  const releaseAt = Date.parse(subscription.schedule?.releaseAt ?? subscription.cycleEnd ?? '');
  const when = Number.isNaN(releaseAt) ? t('costNextCycle') : exactDate(releaseAt, connection.timezone);
  const then = moneyText(monthlyOf(afterSchedule(subscription), prices));
  const present = moneyText(monthlyOf(subscription, prices));
  return (
    <div class="banner" role="status">
      <div>
        <b>{t('costScheduled', when)}</b> {t('costScheduledPrice', then, present)}
        <ul class="soft">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Button
        onClick={() =>
          ask({
            type: 'cancelScheduledChange',
            title: t('costKeepTitle'),
            lines: [t('costKeepLine', present, then)],
            confirm: t('costKeepConfirm', present),
            done: t('costKept'),
          })
        }
      >
        {t('costKeep')}
      </Button>
    </div>
  );
}

/** The subscription as it will be when what is scheduled has come. */
function afterSchedule(
  subscription: SubscriptionFacts,
): Pick<SubscriptionFacts, 'plan' | 'services' | 'addons'> {
  const { plan, services, addons, schedule } = subscription;
  return {
    plan: schedule?.plan ?? plan,
    services: { ...services, ...schedule?.services },
    addons: { ...addons, ...schedule?.addons },
  };
}

/** What a scheduled change does, a line for each part that differs. */
function scheduleLines(subscription: SubscriptionFacts): string[] {
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
  const addons = Object.entries(schedule.addons)
    .filter(([name, ids]) => (subscription.addons[name] ?? []).length !== ids.length)
    .map(([name, ids]) => plural('costAddonProfiles', ids.length, addonLabel(name)));
  const plan =
    schedule.plan && schedule.plan !== subscription.plan
      ? [t('costFromTo', t('costPlan'), planText(subscription.plan), planText(schedule.plan))]
      : [];
  return [...plan, ...services, ...addons];
}
