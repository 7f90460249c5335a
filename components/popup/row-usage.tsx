import type { Connection } from '../../lib/domain/identity/connection.ts';
import { needsToken } from '../../lib/domain/profiles/profile.ts';
import { isLevelAtRisk } from '../../lib/domain/usage/level.ts';
import { type UsageStatus, usageStatus } from '../../lib/domain/usage/usage-status.ts';
import { adviceText } from '../../lib/i18n/profile-text.ts';
import {
  levelText,
  percentText,
  serviceLabel,
  stopsText,
  wouldStopText,
} from '../../lib/i18n/service-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { month, usage } from '../../lib/state/app-state.ts';
import { LevelBar, LevelShape } from '../ui/level.tsx';
import type { Row } from './rows.ts';

/** The worst service as a small meter, or a text that says why there is none. */
export function UsageState({ row, connection }: { row: Row; connection: Connection | undefined }) {
  const status = usageStatus(usage.value.get(row.id), month.value);
  const { worst } = status;
  if (worst) {
    const { level, percent, service } = worst;
    const old = oldText(row, connection);
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
  return <span class="row__value row__value--words">{noUsageText(row, connection, status)}</span>;
}

/** Returns what the whole row says on hover. */
export function rowTitle(row: Row, connection: Connection | undefined): string | undefined {
  return [oldText(row, connection), worstText(row)].filter(Boolean).join(' · ') || undefined;
}

/** Returns which service is near or at its limit, what that stops, and what to do; a press leads to the card that says when. */
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

function noUsageText(row: Row, connection: Connection | undefined, status: UsageStatus): string {
  const cause = unreadableText(row, connection);
  if (cause) return cause;
  if (status.lastMonth) return t('usageLastMonth');
  return t(status.fetchedAt === null ? 'popupRowUnread' : 'usageNotAllocated');
}

/** Returns why numbers may not be true any more; undefined: they are refreshed. */
function oldText(row: Row, connection: Connection | undefined): string | undefined {
  return (
    unreadableText(row, connection) ?? (usage.value.get(row.id)?.failure ? t('overviewStale') : undefined)
  );
}

/** Returns what a person has to do before the profile's numbers can be read; undefined: nothing. */
function unreadableText({ profile }: Row, connection: Connection | undefined): string | undefined {
  if (needsToken(profile)) return t('popupRowDenied');
  return connection?.state === 'needs-sign-in' ? t('popupRowSignIn') : undefined;
}
