import type { ComponentChildren } from 'preact';
import { type Forecast, isReportedFull, urgencyOf } from '../../../lib/domain/forecast/forecast.ts';
import { measuredPerDay } from '../../../lib/domain/forecast/measured-rate.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import type { Level } from '../../../lib/domain/usage/level.ts';
import { canRaise, isMonthly, isRaisable } from '../../../lib/domain/usage/service.ts';
import { type ServiceStatus, serviceStatus } from '../../../lib/domain/usage/usage-status.ts';
import { basisText, fullInText, fullRangeText, leftText } from '../../../lib/i18n/forecast-text.ts';
import { ownerRaisesText } from '../../../lib/i18n/profile-text.ts';
import {
  amountText,
  rateText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import { richText } from '../../ui/rich-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** A service's forecast in a sentence, with its range, and a link to where the limit is raised. */
export function ServiceForecast({
  profileRow,
  service,
  forecast,
  now,
  linkToRaise = false,
}: {
  profileRow: ProfileRow;
  service: string;
  forecast: Forecast | undefined;
  now: number;
  /** Whether to link to the page where the limit is raised, or to say who raises it. */
  linkToRaise?: boolean;
}) {
  const serviceUsage = serviceStatus(profileRow.status, service);
  if (!serviceUsage) return null;
  const { level, sentence } = forecastSentence(service, serviceUsage, forecast, now);
  return (
    <p class={`forecast${level ? ` level--${level}` : ''}`}>
      {level && <LevelShape level={level} />}
      <span class="forecast__text">{sentence}</span>
      {linkToRaise && <RaiseLink profile={profileRow.profile} service={service} />}
    </p>
  );
}

/** A link to where a service's limit is raised; for a shared profile, who alone can. */
function RaiseLink({ profile, service }: { profile: Profile; service: string }) {
  if (!isRaisable(service)) return null;
  if (!canRaise(profile, service)) return <span class="soft">{ownerRaisesText(profile)}</span>;
  return (
    <a class="link" href={optionsRoutes.raise(profile, service)}>
      {t('overviewRaise')}
    </a>
  );
}

function forecastSentence(
  service: string,
  status: ServiceStatus,
  forecast: Forecast | undefined,
  now: number,
): { level: Exclude<Level, 'ok'> | null; sentence: ComponentChildren } {
  const label = <b>{serviceLabel(service)}</b>;
  const numbers = amountText(service, status);
  const amount = status.lastMonth ? t('usageLastMonthAmount', numbers) : numbers;
  if (status.level === 'blocked') {
    return {
      level: 'blocked',
      sentence: (
        <>
          {richText('usageFull', label, stopsText(service))} · {amount}
        </>
      ),
    };
  }
  if (!forecast) {
    return {
      level: null,
      sentence: (
        <>
          {label}
          {status.lastMonth ? ' · ' : ' '}
          {amount} · {t('forecastNone')}
        </>
      ),
    };
  }
  const { fullAt } = forecast;
  const perDay = measuredPerDay(forecast);
  const urgency = fullAt !== null && isReportedFull(forecast) ? urgencyOf(fullAt, now) : null;
  const facts = [
    fullRangeText(forecast),
    amount,
    perDay === null ? null : t('forecastPerDay', rateText(service, perDay)),
    basisText(forecast),
  ];
  return {
    level: urgency ?? (status.level === 'ok' ? null : status.level),
    sentence: (
      <>
        {urgency && fullAt !== null
          ? richText('usageFullSoonBy', label, fullInText(fullAt, now), wouldStopText(service))
          : [label, ': ', isMonthly(service) ? leftText(forecast) : t('forecastNotSoon')]}
        <span class="soft">
          {' · '}
          {facts.filter(Boolean).join(' · ')}
        </span>
      </>
    ),
  };
}
