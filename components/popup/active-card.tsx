import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { isLevelAtRisk } from '../../lib/domain/usage/level.ts';
import { isNothingAllocated } from '../../lib/domain/usage/service.ts';
import type { ServiceStatus } from '../../lib/domain/usage/usage-status.ts';
import { percentText, resetsInText } from '../../lib/i18n/service-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { active, loaded, now, profiles, usage } from '../../lib/state/app-state.ts';
import { obstacleToAccount } from '../../lib/state/obstacle.ts';
import { Age } from '../ui/age.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { CardBanner } from './card-banner.tsx';
import type { CardState } from './card-state.ts';
import { useNavigate } from './navigation.ts';
import { obstacleAttributes } from './obstacle-attributes.ts';
import { refresh, refreshing } from './popup-actions.ts';
import { activeCard, activeConnection, activeProfile, expanded, isFiltering } from './popup-model.ts';
import { ProfileHeader } from './profile-header.tsx';
import { ServiceList, ServiceSkeleton } from './service-list.tsx';
import { toDiagnostics } from './status-message.ts';
import { UsageAlertBanner } from './usage-alert.tsx';

/** How many services at risk are shown until the person expands the list. */
const MAX_COLLAPSED_SERVICES = 3;
const SKELETON_AFTER_MS = 300;

/** The active profile: which one it is, and how its usage stands. While a filter is typed, only its header is shown. */
export function ActiveCard() {
  const profile = activeProfile.value;
  const card = activeCard.value;
  if (!profile || !card) return loaded.value === 'nothing' ? <LoadingCard /> : <NoActiveCard />;
  return (
    <Card>
      <ProfileHeader profile={profile} />
      {!isFiltering.value && <Body profile={profile} card={card} />}
    </Card>
  );
}

function Card({ children }: { children: ComponentChildren }) {
  return (
    <section class="card" aria-label={t('popupActiveProfile')}>
      {children}
    </section>
  );
}

function Body({ profile, card }: { profile: Profile; card: CardState }) {
  const navigate = useNavigate();
  const { banner, numbers, services, isUnknown, alert } = card;
  const shown = expanded.value ? services : collapsedServices(services);
  const allocate = { label: t('popupAllocate'), route: optionsRoutes.usage(profile) };
  const emptyAction = isUnknown ? toDiagnostics() : !profile.shared && allocate;
  const isEmpty = isUnknown ? shown.length === 0 : isNothingAllocated(services) && !expanded.value;
  return (
    <>
      {banner && (
        <CardBanner
          banner={banner}
          profile={profile}
          connection={activeConnection.value}
          hasNumbers={numbers === 'old'}
        />
      )}
      {alert && <UsageAlertBanner alert={alert} profile={profile} now={now.value} />}
      {numbers === 'loading' && (
        <>
          <ServiceSkeleton />
          <div class="card__foot" aria-hidden="true" />
        </>
      )}
      {isEmpty && (
        <div class="card__empty">
          <p>{t(isUnknown ? 'popupUsageUnknown' : 'popupNothingAllocated')}</p>
          {emptyAction && <Button onClick={() => navigate(emptyAction.route)}>{emptyAction.label}</Button>}
        </div>
      )}
      {shown.length > 0 && (
        // A region that scrolls must be reachable by keyboard.
        <div class={`card__services card__services--${numbers}`} tabIndex={expanded.value ? 0 : undefined}>
          <ServiceList services={shown} detailed={expanded.value} now={now.value} />
        </div>
      )}
      {(numbers === 'fresh' || numbers === 'old') && (
        <Foot profile={profile} services={services} old={numbers === 'old'} failed={isCutOff(card)} />
      )}
    </>
  );
}

/** Returns true while numbers don't arrive: how old they are is then said by the clock. */
function isCutOff({ banner }: CardState): boolean {
  return banner !== null && !(banner.kind === 'account-blocked' && !banner.stale);
}

/** Returns what is shown while collapsed: the services at risk, else the fullest one; none if nothing is allocated. */
function collapsedServices(services: readonly ServiceStatus[]): readonly ServiceStatus[] {
  const atRisk = services.filter(({ level }) => isLevelAtRisk(level));
  if (atRisk.length > 0) return atRisk.slice(0, MAX_COLLAPSED_SERVICES);
  return isNothingAllocated(services) ? [] : services.slice(0, 1);
}

function Foot({
  profile,
  services,
  old,
  failed,
}: {
  profile: Profile;
  services: readonly ServiceStatus[];
  old: boolean;
  /** What is newer couldn't be read. */
  failed: boolean;
}) {
  const id = refId(profile);
  const fetchedAt = usage.value.get(id)?.fetchedAt ?? now.value;
  const isRefreshing = refreshing.value.has(id);
  return (
    <div class="card__foot">
      <IconButton
        small
        // Old numbers without a reason are being read.
        class={isRefreshing || (old && !failed) ? 'spinning' : ''}
        icon="refresh"
        label={t('popupRefresh')}
        aria-disabled={isRefreshing}
        {...obstacleAttributes(obstacleToAccount(profile.connectionKey))}
        onClick={() => refresh(profile)}
      />
      <span class={`card__age${old ? ' card__age--old' : ''}`}>
        <Age at={fetchedAt} now={now.value} failed={failed} />
        <span title={resetsInText(now.value)}>· {resetsInText(now.value)}</span>
      </span>
      {services.length > 1 && (
        <button
          type="button"
          class="link card__all"
          aria-expanded={expanded.value}
          aria-controls="services"
          onClick={() => {
            expanded.value = !expanded.value;
          }}
        >
          {expanded.value ? t('popupFewerServices') : expandText(services)}
        </button>
      )}
    </div>
  );
}

function expandText(services: readonly ServiceStatus[]): string {
  const hidden = services.slice(collapsedServices(services).length);
  const highest = hidden[0]?.percent ?? null;
  return highest === null || hidden.length === services.length
    ? plural('popupAllServices', services.length)
    : plural('popupMoreServices', hidden.length, percentText(highest));
}

/** Stands for the card until the store is read: its size and place, drawn only after 300 ms. */
function LoadingCard() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class="card card--loading" aria-busy="true">
      <div class="profile-header" aria-hidden="true">
        <span class="avatar skeleton" />
        <div class="profile-header__text">
          <span class="skeleton" style={{ width: '120px', height: '16px' }} />
          <span class="skeleton" style={{ width: '150px', height: '12px', marginTop: '7px' }} />
        </div>
      </div>
      <ServiceSkeleton />
      <div class="card__foot" aria-hidden="true" />
    </div>
  );
}

function NoActiveCard() {
  // Once everything is read, an active profile that is not in the store is gone.
  const gone = active.value.active !== null;
  if (gone && loaded.value !== 'all') return <LoadingCard />;
  const none = loaded.value === 'all' && profiles.value.length === 0;
  return (
    <Card>
      <div class="card__empty">
        <h1 class="card__title">{t(none ? 'popupNoProfiles' : 'popupNoActive')}</h1>
        <p class="soft">{t(none ? 'popupNoProfilesHint' : gone ? 'popupActiveGone' : 'popupNoActiveHint')}</p>
      </div>
    </Card>
  );
}
