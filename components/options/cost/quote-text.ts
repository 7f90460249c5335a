import type { Order } from '../../../lib/domain/billing/order.ts';
import type { SpendingIntent, SubscriptionQuote } from '../../../lib/domain/billing/subscription-quote.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { moneyDifferenceText, moneyText } from '../../../lib/i18n/money-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profileNameOf } from '../shared/account-profiles.ts';
import { exactTime } from '../shared/dates.ts';
import { billingDateOf } from './billing-date.ts';

/** Returns a short name of what is ordered, for banners. */
function intentText(connection: Pick<Connection, 'key'>, intent: SpendingIntent): string {
  if (intent.kind === 'limit')
    return `${serviceLabel(intent.service)}, ${quantityText(intent.service, intent.limit)}`;
  const [addon, profile] = [addonLabel(intent.name), profileNameOf(connection, intent.profileId)];
  return intent.action === 'add' ? `${addon}, ${profile}` : t('addonRemoveTitleShort', addon, profile);
}

/** Returns what became of an order, or that this isn't known yet, for banners. */
export function orderText(connection: Connection, { quote, orderedAt, outcome, limitChange }: Order): string {
  const { intent, receiverUnits } = quote;
  // What is being allocated to a profile has been bought.
  const isAllocating = outcome === null && limitChange !== null;
  if (receiverUnits && (isAllocating || outcome === 'not-allocated'))
    return t(
      isAllocating ? 'orderShareOpen' : 'orderShareMissing',
      profileNameOf(connection, receiverUnits.profileId),
      quantityText(receiverUnits.service, receiverUnits.amount),
    );
  const when = exactTime(orderedAt, connection.timezone);
  const notMade = quote.isStepUp ? 'orderNotMade' : 'orderNotChanged';
  const ended = outcome === 'made' ? 'orderMade' : notMade;
  return t(outcome === null ? 'orderUnsettled' : ended, intentText(connection, intent), when);
}

/** Returns the title of the confirmation of a quote. */
export function questionText(connection: Pick<Connection, 'key'>, quote: SubscriptionQuote): string {
  const { intent, isStepUp } = quote;
  if (intent.kind === 'limit') {
    const limit = quantityText(intent.service, intent.limit);
    return t(isStepUp ? 'tierTitle' : 'tierTitleLess', serviceLabel(intent.service), limit);
  }
  const profile = profileNameOf(connection, intent.profileId);
  return t(intent.action === 'add' ? 'addonAddTitle' : 'addonRemoveTitle', addonLabel(intent.name), profile);
}

/** Returns what a quote changes, a line for each change. */
export function changeLines(connection: Pick<Connection, 'key'>, quote: SubscriptionQuote): string[] {
  const { intent, receiverUnits, fromLimit, scheduledLimit, receiverLimit, differenceCents } = quote;
  if (intent.kind === 'addon') {
    const price = moneyText(Math.abs(differenceCents));
    const profile = profileNameOf(connection, intent.profileId);
    return [
      t(
        intent.action === 'add' ? 'addonAddLine' : 'addonRemoveLine',
        profile,
        addonLabel(intent.name),
        price,
      ),
    ];
  }
  const { service, limit } = intent;
  const from = fromLimit ?? 0;
  return [
    t('tierLineAccount', quantityText(service, from), quantityText(service, limit)),
    ...(scheduledLimit === null ? [] : [t('tierLineReplaces', quantityText(service, scheduledLimit))]),
    receiverUnits
      ? t(
          'tierLineProfile',
          profileNameOf(connection, receiverUnits.profileId),
          quantityText(service, receiverLimit ?? 0),
          quantityText(service, (receiverLimit ?? 0) + receiverUnits.amount),
        )
      : limit > from
        ? t('tierLinePool', quantityText(service, limit - from))
        : t('tierLineLess', t('allocationTitle')),
  ];
}

/** Returns how a new quote differs from the one before: a line with both values for each difference. */
export function quoteChanges(
  connection: Pick<Connection, 'key'>,
  before: SubscriptionQuote,
  now: SubscriptionQuote,
): string[] {
  const { intent } = now;
  const limits = (of: (quote: SubscriptionQuote) => number | null) =>
    [before, now].map((quote) => {
      const limit = of(quote);
      return limit === null || intent.kind === 'addon' ? '–' : quantityText(intent.service, limit);
    });
  const both = (text: (quote: SubscriptionQuote) => string) => [text(before), text(now)];
  const receiver = now.receiverUnits ?? before.receiverUnits;
  const values: [string, string[]][] = [
    [
      intent.kind === 'addon' ? addonLabel(intent.name) : '',
      both((quote) => addonProfilesText(connection, quote)),
    ],
    [t('tierChoose'), limits(({ fromLimit }) => fromLimit)],
    [t('payScheduledLimit'), limits(({ scheduledLimit }) => scheduledLimit)],
    [
      receiver ? profileNameOf(connection, receiver.profileId) : '',
      limits(({ receiverLimit }) => receiverLimit),
    ],
    [t('payNow'), both(({ nowCents }) => (nowCents === null ? t('payUnknown') : moneyText(nowCents)))],
    [t('payMonthly'), both(monthlyValueText)],
    [t('payCycleEnd'), both(({ cycleEnd }) => billingDateOf(cycleEnd) ?? t('payUnknown'))],
  ];
  return values.flatMap(([label, [was = '', is = '']]) =>
    was === is ? [] : t('costFromTo', label, was, is),
  );
}

/** Returns the profiles that have the add-on after the change, by name: the platform replaces the whole list. */
function addonProfilesText(connection: Pick<Connection, 'key'>, { change }: SubscriptionQuote): string {
  const ids = 'addons' in change ? Object.values(change.addons).flat().sort() : [];
  const names = ids.map((id) => isolate(profileNameOf(connection, id)));
  // Sorted by id before, so that those of one name are in one order, too.
  return names.sort(nameCollator().compare).join(', ') || '–';
}

function monthlyValueText({ monthlyCents, differenceCents }: SubscriptionQuote): string {
  const difference = moneyDifferenceText(differenceCents);
  return monthlyCents === null ? difference : `${moneyText(monthlyCents)} (${difference})`;
}
