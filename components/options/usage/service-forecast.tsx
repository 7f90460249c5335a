import { type Forecast, isReportedFull, urgencyOf } from '../../../lib/domain/forecast/forecast.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import { serviceStatus } from '../../../lib/domain/usage/usage-status.ts';
import { basisText, fullInText, fullRangeText, leftText } from '../../../lib/i18n/forecast-text.ts';
import {
  amountText,
  numberText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import { richText } from '../../ui/rich-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** What is to be expected of a service, in a sentence, with how sure that is. */
export function ServiceForecast({
  profileRow,
  service,
  forecast,
  now,
}: {
  profileRow: ProfileRow;
  service: string;
  forecast: Forecast | undefined;
  now: number;
}) {
  const serviceUsage = serviceStatus(profileRow.status, service);
  if (!serviceUsage) return null;
  const label = <b>{serviceLabel(service)}</b>;
  const amount = amountText(service, serviceUsage);
  if (serviceUsage.level === 'blocked') {
    return (
      <p class="forecast level--blocked">
        <LevelShape level="blocked" />
        <span>
          {richText('usageFull', label, stopsText(service))} · {amount}
        </span>
      </p>
    );
  }
  if (!forecast) {
    return (
      <p class="forecast">
        <span>
          {label} {amount} · {t('forecastNone')}
        </span>
      </p>
    );
  }
  const { fullAt, rate } = forecast;
  const urgency = fullAt !== null && isReportedFull(forecast) ? urgencyOf(fullAt, now) : null;
  const level = urgency ?? (serviceUsage.level === 'ok' ? null : serviceUsage.level);
  return (
    <p class={`forecast${level ? ` level--${level}` : ''}`}>
      {level && <LevelShape level={level} />}
      <span>
        {urgency && fullAt !== null
          ? richText('usageFullSoonBy', label, fullInText(fullAt, now), wouldStopText(service))
          : [label, ' ', isMonthly(service) ? leftText(forecast) : t('forecastNotSoon')]}
        <span class="soft">
          {' · '}
          {[
            fullRangeText(forecast),
            amount,
            t('forecastPerDay', numberText(rate.perDay, { maximumSignificantDigits: 3 })),
            basisText(forecast),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </p>
  );
}
