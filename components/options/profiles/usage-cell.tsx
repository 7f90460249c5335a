import { needsToken, type Profile } from '../../../lib/domain/profiles/profile.ts';
import {
  serviceStatus,
  type UsageStatus,
  type WorstService,
} from '../../../lib/domain/usage/usage-status.ts';
import {
  exactAmountText,
  levelText,
  percentText,
  serviceLabel,
  serviceShortLabel,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** One service of a profile in a matrix: its percentage, with a level's shape and colour near the limit. */
export function UsageCell({ status, service }: { status: UsageStatus; service: string }) {
  const serviceUsage = serviceStatus(status, service);
  if (!serviceUsage)
    return <NoValue why={t(status.fetchedAt === null ? 'usageNotRead' : 'usageNotAllocated')} />;
  const { level, percent, lastMonth } = serviceUsage;
  if (lastMonth) return <NoValue why={t('usageLastMonthAmount', exactAmountText(service, serviceUsage))} />;
  if (level === null || percent === null) return <NoValue why={exactAmountText(service, serviceUsage)} />;
  return <LevelValue of={{ ...serviceUsage, level, percent }} />;
}

function NoValue({ why }: { why: string }) {
  return (
    <span class="level-value level-value--none" title={why}>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{why}</span>
    </span>
  );
}

function LevelValue({
  of: { service, level, percent, ...serviceUsage },
  inWords = false,
}: {
  of: WorstService;
  /** Shows "blocked" as a word, where there is space for it. */
  inWords?: boolean;
}) {
  const levelInWords = inWords && level === 'blocked';
  return (
    <span
      class={`level-value level--${level}`}
      title={`${serviceLabel(service)}: ${exactAmountText(service, serviceUsage)} (${percentText(percent)})`}
    >
      {level !== 'ok' && <LevelShape level={level} />}
      {levelInWords ? levelText(level) : percentText(percent)}
      {level !== 'ok' && !levelInWords && <span class="visually-hidden">, {levelText(level)}</span>}
    </span>
  );
}

/** The worst service of a profile, or why there is none. */
export function WorstCell({ row }: { row: ProfileRow }) {
  const { worst, status, profile } = row;
  if (worst) {
    return (
      <span class="worst-cell">
        <LevelValue of={worst} inWords />
        <span class="soft" title={serviceLabel(worst.service)}>
          {serviceShortLabel(worst.service)}
        </span>
      </span>
    );
  }
  return <span class="soft">{noWorstText(status, profile)}</span>;
}

function noWorstText(status: UsageStatus, profile: Profile): string {
  if (needsToken(profile)) return t('profilesNeedsToken');
  if (status.lastMonth) return t('usageLastMonth');
  return t(status.fetchedAt === null ? 'usageNotRead' : 'profilesNothingAllocated');
}
