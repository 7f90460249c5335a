import {
  serviceStatus,
  type UsageStatus,
  type WorstService,
} from '../../../lib/domain/usage/usage-status.ts';
import { noUsageText } from '../../../lib/i18n/no-usage-text.ts';
import {
  exactAmountText,
  levelText,
  missingText,
  percentText,
  serviceLabel,
  serviceShortLabel,
} from '../../../lib/i18n/service-text.ts';
import { staleCauseText } from '../../../lib/i18n/stale-cause-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { staleCause } from '../../../lib/state/stale-usage.ts';
import { LevelShape } from '../../ui/level.tsx';
import { MissingValue } from '../shared/missing-value.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** One service of a profile in a matrix: its percentage, with a level's shape and colour near the limit. */
export function UsageCell({ status, service }: { status: UsageStatus; service: string }) {
  const serviceUsage = serviceStatus(status, service);
  if (!serviceUsage) return <NoValue why={missingText(status, service)} />;
  const { level, percent, lastMonth } = serviceUsage;
  if (lastMonth) return <NoValue why={t('usageLastMonthAmount', exactAmountText(service, serviceUsage))} />;
  if (level === null || percent === null) return <NoValue why={exactAmountText(service, serviceUsage)} />;
  return <LevelValue of={{ ...serviceUsage, level, percent }} />;
}

/** A dash in place of a value, with the reason as its tooltip and for screen readers. */
export function NoValue({ why }: { why: string }) {
  return <MissingValue sign="–" why={why} class="level-value level-value--none" />;
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
      title={t(
        'usageCellTitle',
        serviceLabel(service),
        `${exactAmountText(service, serviceUsage)} (${percentText(percent)})`,
      )}
    >
      {level !== 'ok' && <LevelShape level={level} />}
      {levelInWords ? levelText(level) : percentText(percent)}
      {level !== 'ok' && !levelInWords && <span class="visually-hidden">, {levelText(level)}</span>}
    </span>
  );
}

/** The worst service of a profile, or why there is none. */
export function WorstCell({ row }: { row: ProfileRow }) {
  const { worst, status } = row;
  const cause = staleCause(row);
  if (worst) {
    const old = cause ? staleCauseText(cause) : undefined;
    return (
      <span class={old ? 'worst-cell dim' : 'worst-cell'} title={old}>
        <LevelValue of={worst} inWords />
        <span class="soft" title={serviceLabel(worst.service)}>
          {serviceShortLabel(worst.service)}
        </span>
        {old && <span class="visually-hidden">, {old}</span>}
      </span>
    );
  }
  return <span class="soft">{noUsageText(status, cause)}</span>;
}
