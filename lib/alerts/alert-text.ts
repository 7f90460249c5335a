import { daysAhead } from '../domain/forecast/forecast.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import type { ServiceUsage } from '../domain/identity/profile.ts';
import { type Alert, profilesIn } from '../domain/usage/alerts.ts';
import { isMonthly } from '../domain/usage/service.ts';
import { dayText } from '../i18n/day-text.ts';
import { fullInText } from '../i18n/forecast-text.ts';
import {
  amountText,
  numberText,
  percentText,
  resetDateText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../i18n/service-text.ts';
import { language, plural, t } from '../i18n/t.ts';

export interface NoticeText {
  title: string;
  message: string;
  /** What a button of its own says that opens the notice's page, where the browser has buttons in notices. */
  action?: string;
}

/** What an alert says. `own`: the service's use, where the alert is about one. */
export function alertText(
  alert: Alert,
  name: string,
  own: ServiceUsage | undefined,
  now: number,
): NoticeText {
  const { subject } = alert;
  if (alert.kind === 'token-expiry') {
    return {
      title: t('alertTokenTitle', name),
      message: t('alertToken', subject, aheadText(alert.at ?? now, now)),
    };
  }
  const service = serviceLabel(subject);
  const amount = own ? amountText(subject, own) : '';
  switch (alert.kind) {
    case 'forecast':
      return {
        title: t('alertForecastTitle', name, service, fullInText(alert.at ?? now, now)),
        message: t(
          'alertForecast',
          numberText(own?.limit ?? 0),
          dayText(alert.at ?? now),
          wouldStopText(subject),
        ),
      };
    case 'reopened':
      return { title: t('alertReopenedTitle', name, service), message: t('alertReopened', amount) };
    default:
      return thresholdText(alert, name, service, amount, now);
  }
}

/** One notice in place of many. `nameOf`: the profiles' names. */
export function summaryText(alerts: readonly Alert[], nameOf: (ref: ProfileRef) => string): NoticeText {
  const names = profilesIn(alerts).map(nameOf);
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  const list = new Intl.ListFormat(language(), { type: 'conjunction' }).format(
    more > 0 ? [...shown, plural('alertMoreProfiles', more)] : shown,
  );
  return { title: plural('alertSummaryTitle', alerts.length), message: list };
}

function thresholdText(alert: Alert, name: string, service: string, amount: string, now: number): NoticeText {
  const { subject, level, percent } = alert;
  const reset = isMonthly(subject) ? t('alertResets', resetDateText(now)) : '';
  if (level === 'blocked') {
    const message = [t('alertBlocked', stopsText(subject)), reset].filter(Boolean).join(' ');
    return { title: t('alertBlockedTitle', name, service), message };
  }
  const sentence =
    alert.at === null
      ? t('alertThreshold', amount, wouldStopText(subject))
      : t('alertThresholdForecast', amount, dayText(alert.at), wouldStopText(subject));
  const message = [sentence, reset].filter(Boolean).join(' ');
  return { title: t('alertThresholdTitle', name, service, percentText(percent ?? 0)), message };
}

/** `in about 4 days`; what is hours away is told as a day. */
function aheadText(at: number, now: number): string {
  return plural('alertInDays', Math.max(1, daysAhead(at, now)));
}

/** What a notice says that a person asked for to see one. */
export function testText(): NoticeText {
  return { title: t('alertTestTitle'), message: t('alertTest') };
}
