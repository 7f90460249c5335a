import type { Connection } from '../../lib/domain/identity/connection.ts';
import { isLevelAtRisk } from '../../lib/domain/usage/level.ts';
import type { StaleCause } from '../../lib/domain/usage/stale-usage.ts';
import { usageStatus } from '../../lib/domain/usage/usage-status.ts';
import { noUsageText } from '../../lib/i18n/no-usage-text.ts';
import { adviceText } from '../../lib/i18n/profile-text.ts';
import {
  levelText,
  percentText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../lib/i18n/service-text.ts';
import { staleCauseText } from '../../lib/i18n/stale-cause-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { month, usage } from '../../lib/state/app-state.ts';
import { staleCause } from '../../lib/state/stale-usage.ts';
import { LevelBar, LevelShape } from '../ui/level.tsx';
import type { Row } from './rows.ts';

/** The worst service as a small meter, or a text that says why there is none. */
export function UsageState({ row, connection }: { row: Row; connection: Connection | undefined }) {
  const status = usageStatus(usage.value.get(row.id), month.value);
  const { worst } = status;
  const cause = causeOf(row, connection);
  if (worst) {
    const { level, percent, service } = worst;
    const old = cause && staleCauseText(cause, { short: true });
    return (
      <>
        <LevelBar mini percent={percent} level={level} />
        <span class={`row__value level--${level}${old ? ' row__value--old' : ''}`}>
          <span class="row__level">
            {level !== 'ok' && <LevelShape level={level} />}
            <span class="visually-hidden">{serviceLabel(service)} </span>
            {level === 'blocked' ? levelText(level) : percentText(percent)}
            {level !== 'blocked' && <span class="visually-hidden">, {levelText(level)}</span>}
            {old && <span class="visually-hidden">, {old}</span>}
          </span>
        </span>
      </>
    );
  }
  return <span class="row__value row__value--words">{noUsageText(status, cause, { short: true })}</span>;
}

/** Returns what the whole row says on hover. */
export function rowTitle(row: Row, connection: Connection | undefined): string | undefined {
  const cause = causeOf(row, connection);
  return (
    [cause && staleCauseText(cause, { short: true }), worstText(row)].filter(Boolean).join(' · ') || undefined
  );
}

/**
 * Returns which service is near or at its limit, what that stops, and what to do; a press leads to the card that says
 * when.
 */
function worstText({ id, profile }: Row): string | undefined {
  const { worst } = usageStatus(usage.value.get(id), month.value);
  if (!worst || !isLevelAtRisk(worst.level)) return undefined;
  const { level, percent, service } = worst;
  const what =
    level === 'blocked'
      ? t('usageFull', serviceLabel(service), stopsText(service))
      : t('usageNearFull', serviceLabel(service), percentText(percent), wouldStopText(service));
  return `${what}. ${adviceText(profile, worst)}`;
}

const causeOf = ({ id, profile }: Row, connection: Connection | undefined): StaleCause | null =>
  staleCause({ profile, connection, usage: usage.value.get(id) });
