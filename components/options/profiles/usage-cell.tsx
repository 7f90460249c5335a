import type { ServiceUsage, Usage } from '../../../lib/domain/identity/profile.ts';
import { levelOf, percentOf } from '../../../lib/domain/usage/level.ts';
import { exactAmountText, levelText, percentText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** One service of a profile in a matrix: percent, and a mark with colour when it nears its limit. */
export function UsageCell({ usage, service }: { usage: Usage | undefined; service: string }) {
  const own = usage?.services[service];
  if (!own) return <Nothing why={usage?.fetchedAt ? t('usageNotAllocated') : t('usageNotRead')} />;
  const percent = percentOf(own);
  if (percent === null) return <Nothing why={exactAmountText(service, own)} />;
  return <LevelValue service={service} usage={own} percent={percent} />;
}

function Nothing({ why }: { why: string }) {
  return (
    <span class="level-value level-value--none" title={why}>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{why}</span>
    </span>
  );
}

function LevelValue({
  service,
  usage,
  percent,
  inWords = false,
}: {
  service: string;
  usage: ServiceUsage;
  percent: number;
  /** Where there is room for a word of any language. */
  inWords?: boolean;
}) {
  const level = levelOf(usage) ?? 'ok';
  const said = inWords && level === 'blocked';
  return (
    <span
      class={`level-value level--${level}`}
      title={`${serviceLabel(service)}: ${exactAmountText(service, usage)} (${percentText(percent)})`}
    >
      {level !== 'ok' && <LevelShape level={level} />}
      {said ? levelText(level) : percentText(percent)}
      {level !== 'ok' && !said && <span class="visually-hidden">, {levelText(level)}</span>}
    </span>
  );
}

/** The worst service of a profile in a few words, or why there is none. */
export function WorstCell({ row }: { row: ProfileRow }) {
  const { worst, usage, profile } = row;
  if (worst) {
    return (
      <span class="worst-cell">
        <LevelValue service={worst.service} usage={worst} percent={worst.percent} inWords />
        <span class="soft">{serviceLabel(worst.service)}</span>
      </span>
    );
  }
  return <span class="soft">{whyNoWorst(usage, profile.access)}</span>;
}

function whyNoWorst(usage: Usage | undefined, access: 'ok' | 'denied'): string {
  if (access === 'denied') return t('profilesNeedsToken');
  return usage?.fetchedAt ? t('profilesNothingAllocated') : t('usageNotRead');
}
