import { consoleUrl } from '../../../lib/console/console-site.ts';
import { isReportedFull } from '../../../lib/domain/forecast/forecast.ts';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import { originOf, refOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { nothingIsAllocated } from '../../../lib/domain/usage/service.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { ownerNameText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { forecastsFor } from '../../../lib/state/forecasts.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { ServiceForecast } from '../usage/service-forecast.tsx';
import { Copyable } from './copyable.tsx';
import { SeenBy } from './seen-by.tsx';
import { ServiceBar } from './service-bar.tsx';

const MAX_VISIBLE_SERVICES = 4;

/** A profile's status and facts. */
export function OverviewTab({ row }: { row: ProfileRow }) {
  return (
    <div class="two-columns">
      <UsageSection row={row} />
      <Facts row={row} />
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
      soft={<UsageAge row={row} />}
      actions={
        <Button icon="refresh" disabled={refresh.busy} onClick={() => refresh.run({ ref: refOf(profile) })}>
          {t(refresh.busy ? 'profileRefreshing' : 'profileRefresh')}
        </Button>
      }
    >
      {refresh.failure && (
        <p class="error" role="alert">
          {failureText(refresh.failure)}
        </p>
      )}
      <AtRisk row={row} />
      {services.length > 0 && !nothingIsAllocated(status.services) ? (
        <>
          <div class="service-bars">
            {services.slice(0, MAX_VISIBLE_SERVICES).map((service) => (
              <ServiceBar
                key={service.service}
                service={service}
                raise={optionsRoutes.raise(row.profile, service.service)}
              />
            ))}
          </div>
          <a class="link" href={profileHref(profile, 'usage')}>
            {t('profileAllServices')}
          </a>
        </>
      ) : (
        <p class="soft">{usage?.fetchedAt ? t('profileNothingAllocated') : t('usageNotRead')}</p>
      )}
    </Section>
  );
}

/** A sentence for each service that is at risk or will be full soon, with its forecast. */
function AtRisk({ row }: { row: ProfileRow }) {
  const forecasts = forecastsFor(row.profile) ?? [];
  const forecastOf = (service: string) => forecasts.find((one) => one.service === service);
  const atRisk = row.status.services.filter(({ service, level }) => {
    const forecast = forecastOf(service);
    return (level !== null && level !== 'ok') || (forecast !== undefined && isReportedFull(forecast));
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

/** How old the usage is, and why it couldn't be refreshed. */
export function UsageAge({ row: { usage } }: { row: ProfileRow }) {
  if (!usage?.fetchedAt)
    return <>{usage?.failure ? failureText(usage.failure.failure) : t('usageNotRead')}</>;
  return (
    <>
      <Age at={usage.fetchedAt} now={now.value} />
      {usage.failure && <span class="error"> · {failureText(usage.failure.failure)}</span>}
    </>
  );
}

function Facts({ row }: { row: ProfileRow }) {
  const { profile, connection } = row;
  const plan = planOf(profile, connection);
  return (
    <Section title={t('profileFacts')}>
      <dl class="facts">
        <div>
          <dt>{t('profileId')}</dt>
          <dd>
            <Copyable label={t('profileId')} value={profile.id} />
          </dd>
        </div>
        <div>
          <dt>{t('profileApi')}</dt>
          <dd>
            <Copyable label={t('profileApi')} value={originOf(profile.profileKey)} />
          </dd>
        </div>
        {connection && (
          <>
            <div>
              <dt>{t('connectRegion')}</dt>
              <dd>{regionText(connection)}</dd>
            </div>
            <div>
              <dt>{t('profileAccountId')}</dt>
              <dd>
                <Copyable
                  label={t('profileAccountId')}
                  value={profile.ownerAccountId ?? connection.accountId}
                />
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{t('profilesColumnOwner')}</dt>
          <dd>
            {profile.shared ? (
              <ForeignText text={ownerNameText(profile)} />
            ) : (
              <ForeignText text={connection ? connectionName(connection, 'accountName') : ''} />
            )}
            {!profile.shared && connection && (
              <span class="soft">
                {' '}
                <ForeignText text={connection.email} />
              </span>
            )}
          </dd>
        </div>
        {plan && (
          <div>
            <dt>{t('profilesColumnPlan')}</dt>
            <dd>{planText(plan)}</dd>
          </div>
        )}
        {profile.createdAt && (
          <div>
            <dt>{t('profilesColumnCreated')}</dt>
            <dd>{exactDate(profile.createdAt, connection?.timezone)}</dd>
          </div>
        )}
        <div>
          <dt>{t('profileReachedBy')}</dt>
          <dd>{t(`profileReachedBy_${profile.ownCredential}`)}</dd>
        </div>
        <SeenBy row={row} />
        <AddOns addons={profile.addons} />
      </dl>
      {connection && <ConsolePages connection={connection} />}
    </Section>
  );
}

function AddOns({ addons }: { addons: ProfileRow['profile']['addons'] }) {
  // The platform's object also has the profile's id and a date.
  const on = Object.entries(addons).filter(([, value]) => value === true);
  if (on.length === 0) return null;
  return (
    <div>
      <dt>{t('profileAddons')}</dt>
      <dd>{on.map(([name]) => addonLabel(name)).join(', ')}</dd>
    </div>
  );
}

function ConsolePages({ connection }: { connection: NonNullable<ProfileRow['connection']> }) {
  return (
    <p class="row console-pages">
      <span class="soft">{t('profileInConsole')}</span>
      <a class="link" href={consoleUrl(connection, 'profile')} target="_blank" rel="noreferrer">
        {t('navProfiles')}
      </a>
      <a class="link" href={consoleUrl(connection, 'limits')} target="_blank" rel="noreferrer">
        {t('profileConsoleLimits')}
      </a>
      <a class="link" href={consoleUrl(connection, 'allocation')} target="_blank" rel="noreferrer">
        {t('profileConsoleAllocation')}
      </a>
      <a class="link" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
        {t('profileConsoleBilling')}
      </a>
    </p>
  );
}
