import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { canRaise, isMonthly } from '../../lib/domain/usage/service.ts';
import { basisText, fullInText } from '../../lib/i18n/forecast-text.ts';
import { adviceText } from '../../lib/i18n/profile-text.ts';
import {
  percentText,
  resetDateText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../lib/i18n/service-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { Icon } from '../ui/icon.tsx';
import { richText } from '../ui/rich-text.ts';
import type { UsageAlert } from './card-state.ts';
import { useNavigate } from './navigation.ts';

/** A service at risk in one sentence: which, what it means, and a button to do something about it. */
export function UsageAlertBanner({
  alert,
  profile,
  now,
}: {
  alert: UsageAlert;
  profile: Profile;
  now: number;
}) {
  const navigate = useNavigate();
  const { level } = alert;
  const { service } = alert.service;
  const raisable = canRaise(profile, service);
  // Else the button says it, beside a sentence that is long as it is.
  const advised = !raisable || (level !== 'blocked' && !alert.forecast);
  return (
    <div class={`card-banner level--${level}`} role="note">
      <Icon name={level === 'blocked' ? 'blocked' : 'warning'} size={14} />
      <span class="card-banner__text">
        {sentence(alert, now)}
        {alert.moreFull > 0 && `; ${plural('usageMoreFull', alert.moreFull)}`}
        {advised && <span class="soft">. {adviceText(profile, alert.service)}</span>}
      </span>
      <button
        type="button"
        class="card-banner__action"
        onClick={() =>
          navigate(raisable ? optionsRoutes.raise(profile, service) : optionsRoutes.usage(profile))
        }
      >
        {t(raisable ? 'popupRaise' : 'popupDetails')}
      </button>
    </div>
  );
}

function sentence({ service, forecast }: UsageAlert, now: number) {
  const label = <b>{serviceLabel(service.service)}</b>;
  if (forecast) {
    return [
      richText('usageFullSoonBy', label, fullInText(forecast.fullAt, now), wouldStopText(service.service)),
      <span class="soft"> · {basisText(forecast)}</span>,
    ];
  }
  if (service.level !== 'blocked') {
    return richText('usageNearFull', label, percentText(service.percent), wouldStopText(service.service));
  }
  const stops = stopsText(service.service);
  return isMonthly(service.service)
    ? richText('usageFullUntil', label, stops, resetDateText(now))
    : richText('usageFull', label, stops);
}
