import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { canRaise, isRaisable } from '../../../lib/domain/usage/service.ts';
import type { ServiceStatus } from '../../../lib/domain/usage/usage-status.ts';
import {
  amountText,
  exactAmountText,
  percentText,
  serviceLabel,
  serviceResetText,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { LevelBar, LevelMark } from '../../ui/level.tsx';

/** A service's usage and limit, percentage, level, and a bar. */
export function ServiceBar({
  service: status,
  raiseIn,
}: {
  service: ServiceStatus;
  /** The profile whose limit the bar leads to raise, if the person can. */
  raiseIn?: Profile;
}) {
  const { service, percent, level } = status;
  const resets = serviceResetText(service, now.value);
  return (
    <div class="service-bar">
      <div class="service-bar__head">
        <b>{serviceLabel(service)}</b>
        {status.lastMonth && <span class="service-bar__percent soft">{t('usageLastMonth')}</span>}
        {percent !== null && level !== null && (
          <span class="service-bar__percent">
            <LevelMark level={level} /> {percentText(percent)}
          </span>
        )}
      </div>
      {percent !== null && level !== null && <LevelBar percent={percent} level={level} />}
      <div class="service-bar__foot soft">
        <span title={exactAmountText(service, status)}>{amountText(service, status)}</span>
        <span>
          {resets}
          {!isRaisable(service) && ` · ${t('serviceFixed')}`}
          {raiseIn && canRaise(raiseIn, service) && (
            <>
              {resets && ' · '}
              <a class="link" href={optionsRoutes.raise(raiseIn, service)}>
                {t('popupRaise')}
                <span class="visually-hidden"> {serviceLabel(service)}</span>
              </a>
            </>
          )}
        </span>
      </div>
    </div>
  );
}
