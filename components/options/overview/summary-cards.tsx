import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { firstFull, isSoon, SOON_DAYS } from '../../../lib/domain/forecast/forecast.ts';
import { HOUR_MS, msSince } from '../../../lib/domain/time.ts';
import { type Level, levelFrom } from '../../../lib/domain/usage/level.ts';
import { basisText, fullInText } from '../../../lib/i18n/forecast-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { percentText, serviceLabel, stopsText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { connections, now, online, vaultLocked } from '../../../lib/state/app-state.ts';
import { watchBilling } from '../../../lib/state/billing.ts';
import { forecasts } from '../../../lib/state/forecasts.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { accountCosts, totalOf } from '../cost/account-costs.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { pageHref, profileHref } from '../shell/router.ts';
import { isExpiring, isRisky } from '../tokens/review.ts';

/** What matters most, in four sentences; what is healthy stays grey. */
export function SummaryCards({ allRows }: { allRows: readonly ProfileRow[] }) {
  const blocked = allRows.filter((profileRow) => profileRow.worst?.level === 'blocked');
  return (
    <ul class="summary" aria-label={t('overviewSummary')}>
      <AtRiskCard
        allRows={blocked}
        level="blocked"
        title={plural('overviewBlocked', blocked.length)}
        healthy={t('overviewNoneBlocked')}
        healthyHint={t('overviewNoneBlockedHint')}
        detail={(profileRow) => stopsText(profileRow.worst!.service)}
      />
      <NextCard allRows={allRows} />
      <CostCard />
      <TokensCard allRows={allRows} />
    </ul>
  );
}

/** The profiles that are expected to be full soon; without such a forecast, those at 80 % or more. */
function NextCard({ allRows }: { allRows: readonly ProfileRow[] }) {
  const at = now.value;
  const soon = allRows
    .flatMap((profileRow) => {
      const first =
        profileRow.worst?.level === 'blocked' ? null : firstFull(forecasts.value?.get(profileRow.id) ?? []);
      return first && isSoon(first.fullAt, at) ? [{ line: profileRow, first }] : [];
    })
    .sort((a, b) => a.first.fullAt - b.first.fullAt);
  const [next] = soon;
  if (next) {
    const { line: profileRow, first } = next;
    return (
      <Card title={plural('overviewWithin', SOON_DAYS, soon.length)} level="high">
        <a href={profileHref(profileRow.profile, 'usage')}>
          <ForeignText text={profileRow.profile.name} />
        </a>
        : {serviceLabel(first.service)} {fullInText(first.fullAt, at)}
        {soon.length > 1 && ` · ${plural('overviewMore', soon.length - 1)}`}
        {` · ${basisText(first)}`}
      </Card>
    );
  }
  const near = allRows.filter(
    (profileRow) => profileRow.worst?.level === 'high' || profileRow.worst?.level === 'warning',
  );
  return (
    <AtRiskCard
      allRows={near}
      level={near.some((profileRow) => profileRow.worst?.level === 'high') ? 'high' : 'warning'}
      title={plural('overviewNear', near.length)}
      healthy={t('overviewNoneNear')}
      healthyHint={t('overviewNoneNearHint', percentText(levelFrom('warning')))}
      detail={(profileRow) => serviceLabel(profileRow.worst!.service)}
    />
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

function AtRiskCard({
  allRows,
  level,
  title,
  healthy,
  healthyHint,
  detail,
}: {
  allRows: readonly ProfileRow[];
  level: Level;
  title: string;
  healthy: string;
  healthyHint: string;
  detail: (profileRow: ProfileRow) => string;
}) {
  const [first] = [...allRows].sort((a, b) => (b.worst?.percent ?? 0) - (a.worst?.percent ?? 0));
  if (!first) return <Card title={healthy}>{healthyHint}</Card>;
  return (
    <Card title={title} level={level}>
      <a href={profileHref(first.profile)}>
        <ForeignText text={first.profile.name} />
      </a>
      : {detail(first)}
      {allRows.length > 1 && ` · ${plural('overviewMore', allRows.length - 1)}`}
    </Card>
  );
}

function TokensCard({ allRows }: { allRows: readonly ProfileRow[] }) {
  const tokens = allRows.flatMap((profileRow) => profileRow.tokens?.tokens ?? []);
  const read = allRows.filter((profileRow) => profileRow.tokens?.fetchedAt).length;
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

/** What the accounts cost a month, as the cost page shows it, and the invoices that come. */
function CostCard() {
  useReadBilling();
  const costs = accountCosts.value;
  if (costs.length === 0) return <Card title={t('navCost')}>{t('usageNotRead')}</Card>;
  const invoices = costs.flatMap(({ subscription }) => subscription.upcomingInvoiceCents ?? []);
  return (
    <Card title={moneyText(totalOf(costs))} href={pageHref('cost')}>
      {costs.length === 1 ? t('overviewCostHint') : t('overviewCostAll', costs.length)}
      {costs.some(({ cost }) => !cost.complete) && ` · ${t('overviewCostPart')}`}
      {invoices.length > 0 &&
        ` · ${t('overviewInvoice', moneyText(invoices.reduce((sum, one) => sum + one, 0)))}`}
    </Card>
  );
}

/** Has an account's billing read when it is missing or an hour old. */
function useReadBilling(): void {
  const rows = watchBilling().value;
  const ready = rows !== null && online.value && !vaultLocked.value;
  useEffect(() => {
    if (!ready) return;
    for (const { key, state } of connections.value) {
      const row = rows.get(key);
      const last = Math.max(row?.fetchedAt ?? 0, row?.failure?.at ?? 0);
      if (state === 'ok' && msSince(last, Date.now()) > HOUR_MS) {
        send('readBilling', { connectionKey: key }).catch(() => undefined);
      }
    }
  }, [ready]);
}
