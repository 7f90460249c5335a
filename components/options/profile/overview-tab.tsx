import { isReportedFull } from '../../../lib/domain/forecast/forecast.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { isLevelAtRisk } from '../../../lib/domain/usage/level.ts';
import { isNothingAllocated } from '../../../lib/domain/usage/service.ts';
import { noUsageText } from '../../../lib/i18n/no-usage-text.ts';
import { ownerRaisesText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { forecastsFor } from '../../../lib/state/forecasts.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { ReadAge } from '../shared/read-age.tsx';
import { Section } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { ServiceForecast } from '../usage/service-forecast.tsx';
import { ProfileFacts } from './profile-facts.tsx';
import { ServiceBar } from './service-bar.tsx';

const MAX_VISIBLE_SERVICES = 4;

/** A profile's status and facts. */
export function OverviewTab({ row }: { row: ProfileRow }) {
  return (
    <div class="two-columns">
      <UsageSection row={row} />
      <ProfileFacts row={row} />
    </div>
  );
}

function UsageSection({ row }: { row: ProfileRow }) {
  const { usage, status, profile } = row;
  const refresh = useSend('refreshNow');
  const services = status.services.filter(({ percent, lastMonth }) => percent !== null || lastMonth);
  return (
    <Section
      title={t('navUsage')}
      soft={<ReadAge read={usage} profile={profile} />}
      actions={
        <Button
          icon="refresh"
          disabledReason={reasonNotToAskAccount(profile.connectionKey)}
          busy={refresh.busy}
          onClick={() => refresh.run({ ref: refOf(profile) })}
        >
          {t(refresh.busy ? 'profileRefreshing' : 'profileRefresh')}
        </Button>
      }
    >
      {refresh.failure && (
        <p class="error" role="alert">
          {failureText(refresh.failure)}
        </p>
      )}
      <OwnersLimits row={row} />
      <AtRisk row={row} />
      {services.length > 0 && !isNothingAllocated(status.services) ? (
        <>
          <div class="service-bars">
            {services.slice(0, MAX_VISIBLE_SERVICES).map((service) => (
              <ServiceBar key={service.service} service={service} raiseIn={profile} />
            ))}
          </div>
          <a class="link" href={profileHref(profile, 'usage')}>
            {t('profileAllServices')}
          </a>
        </>
      ) : status.unreadable.length > 0 || status.fetchedAt === null ? (
        <p class="soft">{noUsageText(status, null)}</p>
      ) : (
        <div class="note row">
          <span>{t('popupNothingAllocated')}</span>
          {!profile.shared && (
            <a class="button" href={optionsRoutes.allocation(profile.connectionKey)}>
              {t('costAllocate')}
            </a>
          )}
        </div>
      )}
    </Section>
  );
}

/** Who alone can raise the limits of a profile that is shared with the account; nothing for its own. */
export function OwnersLimits({ row: { profile } }: { row: ProfileRow }) {
  return profile.shared ? <p class="note">{ownerRaisesText(profile)}</p> : null;
}

/** A sentence for each service that is at risk or will be full soon, with its forecast. */
function AtRisk({ row }: { row: ProfileRow }) {
  const forecasts = forecastsFor(row.profile) ?? [];
  const forecastOf = (service: string) => forecasts.find((one) => one.service === service);
  const atRisk = row.status.services.filter(({ service, level }) => {
    const forecast = forecastOf(service);
    return isLevelAtRisk(level) || (forecast !== undefined && isReportedFull(forecast));
  });
  if (atRisk.length === 0) return null;
  return (
    <div class="at-risk">
      {atRisk.map(({ service }) => (
        <ServiceForecast
          key={service}
          profileRow={row}
          service={service}
          forecast={forecastOf(service)}
          now={now.value}
        />
      ))}
    </div>
  );
}
