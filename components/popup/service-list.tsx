import type { ServiceStatus } from '../../lib/domain/usage/usage-status.ts';
import { adviceText } from '../../lib/i18n/profile-text.ts';
import {
  amountText,
  exactAmountText,
  levelText,
  percentText,
  serviceLabel,
  serviceResetText,
  stopsText,
} from '../../lib/i18n/service-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { LevelBar, LevelShape } from '../ui/level.tsx';
import { activeProfile } from './popup-model.ts';

/** Services as bars in the order given; `detailed` adds what stops when one is full, and when it is reset. */
export function ServiceList({
  services,
  detailed,
  now,
}: {
  services: readonly ServiceStatus[];
  detailed: boolean;
  now: number;
}) {
  return (
    <ul class="services" id="services" aria-label={t('popupServices')}>
      {services.map((service, index) => (
        <Service key={service.service} service={service} first={index === 0} detailed={detailed} now={now} />
      ))}
    </ul>
  );
}

function Service({
  service,
  first,
  detailed,
  now,
}: {
  service: ServiceStatus;
  first: boolean;
  detailed: boolean;
  now: number;
}) {
  const { service: key, level, percent } = service;
  return (
    <li class={`service level--${level ?? 'none'}`}>
      {/* The word is cut off where it doesn't fit; the shape beside the percentage stays. */}
      <span class="service__name">
        <span>{serviceLabel(key)}</span>
        {level && (
          <span class={level === 'ok' ? 'visually-hidden' : 'service__level'} title={levelTitle(service)}>
            {levelText(level)}
          </span>
        )}
      </span>
      <span class="service__amount" title={exactAmountText(key, service)}>
        {amountText(key, service)}
      </span>
      {service.lastMonth && <span class="service__percent soft">{t('usageLastMonthShort')}</span>}
      {percent !== null && level && (
        <>
          {/* The benchmark and the tests measure the first percentage's paint by this name. */}
          <span class="service__percent" {...(first ? { elementtiming: 'active-percent' } : {})}>
            {percentText(percent)}
          </span>
          {level !== 'ok' && <LevelShape level={level} />}
          <LevelBar percent={percent} level={level} />
        </>
      )}
      {detailed && percent !== null && (
        <span class="service__detail">
          {t('whenFull', stopsText(key))} <span class="service__reset">{serviceResetText(key, now)}</span>
        </span>
      )}
    </li>
  );
}

/** Returns a level with what stops at the limit and what to do about it. */
function levelTitle(service: ServiceStatus): string | undefined {
  const { level, service: key } = service;
  const profile = activeProfile.value;
  if (!level || !profile) return undefined;
  return `${levelText(level)}. ${t('whenFull', stopsText(key))} ${adviceText(profile, service)}`;
}

/** Stands for services that were never read: of the same height, and shown only after 300 ms. */
export function ServiceSkeleton() {
  return (
    <div class="services services--skeleton">
      <span class="visually-hidden">{t('popupLoading')}</span>
      <div class="service" aria-hidden="true">
        <span class="skeleton" style={{ width: '92px' }} />
        <span class="skeleton service__amount" style={{ width: '96px' }} />
        <span class="skeleton service__percent" style={{ width: '32px' }} />
        <span class="bar" />
      </div>
    </div>
  );
}
