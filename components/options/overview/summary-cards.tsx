import type { ComponentChildren } from 'preact';
import type { Level } from '../../../lib/domain/level.ts';
import { serviceLabel, stopsText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import type { ProfileLine } from '../profiles/lines.ts';
import { pageHref, profileHref } from '../shell/router.ts';
import { isExpiring, isRisky } from '../tokens/review.ts';

/** What matters most, in four sentences; what is healthy stays grey. */
export function SummaryCards({ lines }: { lines: readonly ProfileLine[] }) {
  const blocked = lines.filter((line) => line.worst?.level === 'blocked');
  const near = lines.filter((line) => line.worst?.level === 'high' || line.worst?.level === 'warning');
  return (
    <ul class="summary" aria-label={t('overviewSummary')}>
      <TroubleCard
        lines={blocked}
        level="blocked"
        title={plural('overviewBlocked', blocked.length)}
        healthy={t('overviewNoneBlocked')}
        healthyHint={t('overviewNoneBlockedHint')}
        detail={(line) => stopsText(line.worst!.service)}
      />
      <TroubleCard
        lines={near}
        level={near.some((line) => line.worst?.level === 'high') ? 'high' : 'warning'}
        title={plural('overviewNear', near.length)}
        healthy={t('overviewNoneNear')}
        healthyHint={t('overviewNoneNearHint')}
        detail={(line) => serviceLabel(line.worst!.service)}
      />
      <TokensCard lines={lines} />
      <TeamCard lines={lines} />
    </ul>
  );
}

function Card({
  title,
  level,
  href,
  children,
}: {
  title: string;
  level?: Level;
  href?: string;
  children: ComponentChildren;
}) {
  return (
    <li class="summary__card">
      <b class={level ? `summary__title level--${level}` : 'summary__title'}>
        {href ? <a href={href}>{title}</a> : title}
      </b>
      <span class="soft">{children}</span>
    </li>
  );
}

function TroubleCard({
  lines,
  level,
  title,
  healthy,
  healthyHint,
  detail,
}: {
  lines: readonly ProfileLine[];
  level: Level;
  title: string;
  healthy: string;
  healthyHint: string;
  detail: (line: ProfileLine) => string;
}) {
  const [first] = [...lines].sort((a, b) => (b.worst?.percent ?? 0) - (a.worst?.percent ?? 0));
  if (!first) return <Card title={healthy}>{healthyHint}</Card>;
  return (
    <Card title={title} level={level}>
      <a href={profileHref(first.profile)}>{first.profile.name}</a>: {detail(first)}
      {lines.length > 1 && ` · ${plural('overviewMore', lines.length - 1)}`}
    </Card>
  );
}

function TokensCard({ lines }: { lines: readonly ProfileLine[] }) {
  const tokens = lines.flatMap((line) => line.tokens?.tokens ?? []);
  const read = lines.filter((line) => line.tokens?.fetchedAt).length;
  const risky = tokens.filter(isRisky).length;
  const expiring = tokens.filter((token) => isExpiring(token, now.value)).length;
  if (read === 0) return <Card title={t('navTokens')}>{t('usageNotRead')}</Card>;
  return (
    <Card
      title={plural('overviewTokens', risky)}
      href={pageHref('tokens', { review: risky > 0 ? 'risky' : '' })}
    >
      {t('overviewTokensHint')}
      {expiring > 0 && ` · ${plural('overviewExpiring', expiring)}`}
    </Card>
  );
}

function TeamCard({ lines }: { lines: readonly ProfileLine[] }) {
  const read = lines.filter((line) => line.team?.fetchedAt);
  if (read.length === 0) return <Card title={t('navTeam')}>{t('usageNotRead')}</Card>;
  const people = new Set(
    read.flatMap((line) => line.team!.members.filter((member) => member.active).map((one) => one.email)),
  );
  const pending = read.flatMap((line) => line.team!.members.filter((member) => !member.active)).length;
  return (
    <Card title={plural('overviewPeople', people.size)} href={pageHref('team')}>
      {t('overviewPeopleHint')}
      {pending > 0 && ` · ${plural('overviewPending', pending)}`}
    </Card>
  );
}
