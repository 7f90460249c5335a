import type { Alert } from '../domain/alerts/alerts.ts';
import { isMonthly } from '../domain/usage/service.ts';
import type { ServiceUsage } from '../domain/usage/usage.ts';
import { localDayText } from '../i18n/day-text.ts';
import { basisText, fullInText } from '../i18n/forecast-text.ts';
import { namesUpTo } from '../i18n/names-up-to.ts';
import {
  amountText,
  percentText,
  resetDateText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../i18n/service-text.ts';
import { language, plural, t } from '../i18n/t.ts';
import type { OutboxNotification } from '../store/schema.ts';
import type { UncheckedReason } from './unchecked-limits.ts';

/** How many names a summary lists; the rest are counted. */
const MAX_NAMES = 3;

export interface NotificationText {
  title: string;
  message: string;
  /** Label of the button that opens the alert's page, in browsers with buttons in notifications. */
  action?: string;
}

/** Returns the text of an alert. `serviceUsage`: the service's usage, if the alert is about one. `now`: epoch ms. */
export function alertText(
  alert: Alert,
  name: string,
  serviceUsage: ServiceUsage | undefined,
  now: number,
): NotificationText {
  const { subject } = alert;
  if (alert.kind === 'token-expiry') {
    // A day stays true however long the notification waits.
    const day = localDayText(alert.at ?? now);
    return alert.ofAccount
      ? { title: t('alertRenewTitle', name), message: t('alertRenew', day) }
      : { title: t('alertTokenTitle', name), message: t('alertToken', subject, day) };
  }
  if (alert.kind === 'token-quiet')
    return { title: t('alertTokenQuietTitle', name), message: t('alertTokenQuiet', subject) };
  const service = serviceLabel(subject);
  const amount = serviceUsage ? amountText(subject, serviceUsage) : '';
  switch (alert.kind) {
    case 'forecast':
      return {
        title: t('alertForecastTitle', name, service, fullInText(alert.at ?? now, now)),
        message: t('alertForecast', amount, basisText(alert), wouldStopText(subject)),
      };
    case 'reopened':
      return { title: t('alertReopenedTitle', name, service), message: t('alertReopened', amount) };
    default:
      return thresholdText(alert, name, service, amount, now);
  }
}

/** Returns the text of one notification in place of many. `subjects`: what each is about, the most urgent first. */
export function summaryText(
  subjects: readonly Pick<OutboxNotification, 'profileKey' | 'ofAccount' | 'name'>[],
): NotificationText {
  // A profile may have had another name in an earlier notification.
  const byKey = new Map(subjects.map((row) => [(!row.ofAccount && row.profileKey) || row.name, row.name]));
  const list = new Intl.ListFormat(language(), { type: 'conjunction' }).format(
    namesUpTo([...byKey.values()], MAX_NAMES),
  );
  return { title: plural('alertSummaryTitle', subjects.length), message: list };
}

/** Returns the text for limits that are no longer checked. `since`: epoch ms. */
export function uncheckedText(reason: UncheckedReason, account: string, since: number): NotificationText {
  return {
    title: t('alertUncheckedTitle'),
    message:
      reason === 'locked'
        ? t('alertUnchecked_locked', localDayText(since))
        : t(UNCHECKED_KEY[reason], account, localDayText(since)),
  };
}

/**
 * Returns the text for a profile whose limits are no longer checked, although its account can be read. `since`: epoch
 * ms.
 */
export function uncheckedProfileText(name: string, since: number): NotificationText {
  return {
    title: t('alertUncheckedProfileTitle', name),
    message: t('alertUncheckedProfile', localDayText(since)),
  };
}

const UNCHECKED_KEY = {
  'sign-in': 'alertUnchecked_signIn',
  'no-token': 'alertUnchecked_noToken',
  session: 'alertUnchecked_session',
  'host-permission': 'alertUnchecked_hostPermission',
  failing: 'alertUnchecked_failing',
} as const;

function thresholdText(
  alert: Alert,
  name: string,
  service: string,
  amount: string,
  now: number,
): NotificationText {
  const { subject, level, percent } = alert;
  const reset = isMonthly(subject) ? t('alertResets', resetDateText(now)) : '';
  if (level === 'blocked') {
    const message = [t('alertBlocked', stopsText(subject)), reset].filter(Boolean).join(' ');
    return { title: t('alertBlockedTitle', name, service), message };
  }
  const sentence =
    alert.at === null
      ? t('alertThreshold', amount, wouldStopText(subject))
      : t(
          'alertThresholdForecast',
          amount,
          fullInText(alert.at, now),
          basisText(alert),
          wouldStopText(subject),
        );
  const message = [sentence, reset].filter(Boolean).join(' ');
  return { title: t('alertThresholdTitle', name, service, percentText(percent ?? 0)), message };
}

/** Returns the text of a test notification. */
export function testText(): NotificationText {
  return { title: t('alertTestTitle'), message: t('alertTest') };
}
