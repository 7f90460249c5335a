import { useEffect } from 'preact/hooks';
import { isSoon, SOON_DAYS } from '../../../lib/domain/forecast/forecast.ts';
import { lastRequestedAt } from '../../../lib/domain/last-requested.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { HOUR_MS, msSince } from '../../../lib/domain/time.ts';
import { isExpiring } from '../../../lib/domain/tokens/expiring.ts';
import { serverTimeOf } from '../../../lib/domain/tokens/token.ts';
import type { RiskSummary } from '../../../lib/domain/usage/at-risk.ts';
import { minPercentOf } from '../../../lib/domain/usage/level.ts';
import type { MatrixFilter } from '../../../lib/domain/usage/matrix.ts';
import { canRaise } from '../../../lib/domain/usage/service.ts';
import { basisText, fullInText } from '../../../lib/i18n/forecast-text.ts';
import { percentText, serviceLabel, stopsText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { connections, now } from '../../../lib/state/app-state.ts';
import { billingByConnection } from '../../../lib/state/billing.ts';
import { forecasts } from '../../../lib/state/forecasts.ts';
import { isReadyToRead } from '../../../lib/state/obstacle.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { accountCosts, totalText } from '../cost/account-costs.ts';
import { expectedFull } from '../shared/expected-full.ts';
import { Figure, Figures, type NextStep } from '../shared/figures.tsx';
import { joinParts } from '../shared/join-parts.ts';
import { loadedOf } from '../shared/loaded-of.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { atRisk } from '../shell/at-risk-count.ts';
import { pageHref, profileHref } from '../shell/router.ts';
import { isRisky } from '../tokens/review.ts';
import { costCardText } from './cost-card-text.ts';

/** A summary in four numbers: blocked profiles, those at risk soon, cost, and tokens to review. */
export function SummaryCards({ allRows }: { allRows: readonly ProfileRow[] }) {
  return (
    <Figures label={t('overviewSummary')}>
      <AtRiskFigure
        group={atRisk.value.blocked}
        rows={allRows}
        label={t('overviewBlocked')}
        healthy={t('overviewNoneBlockedHint')}
        healthyRest={t('overviewNoneBlockedRest')}
        level="blocked"
        detail={({ worst }) => stopsText(worst!.service)}
      />
      <SoonFigure allRows={allRows} />
      <CostFigure />
      <TokensFigure allRows={allRows} />
    </Figures>
  );
}

/** The profiles that are expected to be full soon; without such a forecast, those at 80 % or more. */
export function SoonFigure({ allRows }: { allRows: readonly ProfileRow[] }) {
  const at = now.value;
  const soon = allRows
    .flatMap((row) => {
      const first = row.worst?.level === 'blocked' ? null : expectedFull(row, forecasts.value);
      return first && isSoon(first.fullAt, at) ? [{ row, first }] : [];
    })
    .sort((a, b) => a.first.fullAt - b.first.fullAt);
  const [next] = soon;
  if (next) {
    const { row, first } = next;
    return (
      <Figure
        label={plural('overviewWithin', SOON_DAYS)}
        value={plural('settingsProfilesCount', soon.length)}
        level="high"
        next={raiseLink(row, first.service)}
      >
        <a href={profileHref(row.profile)}>
          <ForeignText text={distinctName(row)} />
        </a>
        : {serviceLabel(first.service)} {fullInText(first.fullAt, at)}
        <More count={soon.length - 1} params={{ view: 'forecast' }} />
        {[basisText(first), ...unknownTexts()].map((text) => `\u00a0· ${text}`)}
      </Figure>
    );
  }
  return (
    <AtRiskFigure
      group={atRisk.value.near}
      rows={allRows}
      label={t('overviewNear')}
      healthy={t('overviewNoneNearHint', percentText(minPercentOf('warning')))}
      healthyRest={t('overviewNoneNearRest', percentText(minPercentOf('warning')))}
      level="near"
      detail={({ worst }) => serviceLabel(worst!.service)}
    />
  );
}

/** Profiles without numbers of this month, or that can't be read, aren't called healthy. */
export function AtRiskFigure({
  group: { count, worst },
  rows,
  label,
  healthy,
  healthyRest,
  level,
  detail,
}: {
  group: RiskSummary<string>['near'];
  rows: readonly ProfileRow[];
  label: string;
  healthy: string;
  /** The same of those that could be read. */
  healthyRest: string;
  /** What lists them in the table below. */
  level: MatrixFilter;
  detail: (row: ProfileRow) => string;
}) {
  const { read, unread, unreadable } = atRisk.value;
  const unknown = unknownTexts();
  if (read === 0 && count === 0) {
    return (
      <Figure label={label} value="–">
        {unreadable > 0 ? joinParts(unknown) : t('usageNotRead')}
      </Figure>
    );
  }
  const value = plural('settingsProfilesCount', count);
  const first = rows.find(({ id }) => id === worst);
  if (!first?.worst) {
    return (
      <Figure label={label} value={value}>
        {joinParts([...(unread > 0 ? [] : [unreadable > 0 ? healthyRest : healthy]), ...unknown])}
      </Figure>
    );
  }
  return (
    <Figure
      label={label}
      value={value}
      level={first.worst.level}
      next={raiseLink(first, first.worst.service)}
    >
      <a href={profileHref(first.profile)}>
        <ForeignText text={distinctName(first)} />
      </a>
      : {detail(first)}
      <More count={count - 1} params={{ level }} />
      {unknown.map((text) => `\u00a0· ${text}`)}
    </Figure>
  );
}

/** Returns of how many profiles nothing is known. */
function unknownTexts(): string[] {
  const { unread, unreadable } = atRisk.value;
  return [
    ...(unread > 0 ? [plural('overviewNotRead', unread)] : []),
    ...(unreadable > 0 ? [plural('overviewUnreadable', unreadable)] : []),
  ];
}

/** How many more than the one named, as a link that lists all of them in the table below; nothing if there are none. */
function More({ count, params }: { count: number; params: Record<string, string> }) {
  if (count <= 0) return null;
  return (
    <>
      {'\u00a0· '}
      <a href={pageHref('overview', params)}>{plural('overviewMore', count)}</a>
    </>
  );
}

/** Returns a link to the page that raises the limit; where the person can't raise it, to the profile's usage. */
function raiseLink(row: ProfileRow, service: string): NextStep {
  const { profile } = row;
  const raisable = canRaise(profile, service);
  return {
    href: raisable ? optionsRoutes.raise(profile, service) : optionsRoutes.usage(profile),
    text: t(raisable ? 'overviewRaise' : 'popupDetails'),
    about: `${serviceLabel(service)} (${displayText(distinctName(row))})`,
  };
}

export function TokensFigure({ allRows }: { allRows: readonly ProfileRow[] }) {
  const tokens = allRows.flatMap(({ tokens: known }) => known?.tokens ?? []);
  const isRead = allRows.some(({ tokens: known }) => known?.fetchedAt);
  const unread = loadedOf(allRows, 'tokens').missing.length;
  const risky = tokens.filter(isRisky).length;
  const expiring = allRows.flatMap(
    ({ tokens: known }) =>
      known?.tokens.filter((token) => isExpiring(token, serverTimeOf(known, now.value))) ?? [],
  ).length;
  return (
    <Figure
      label={t('overviewReview')}
      value={isRead ? plural('overviewTokens', risky) : '–'}
      next={{ href: pageHref('tokens', { review: risky > 0 ? 'risky' : '' }), text: t('overviewReviewOpen') }}
    >
      {joinParts([
        t(isRead ? 'overviewTokensHint' : 'usageNotRead'),
        ...(expiring > 0 ? [plural('overviewExpiring', expiring)] : []),
        ...(isRead && unread > 0 ? [plural('overviewTokensNotRead', unread)] : []),
      ])}
    </Figure>
  );
}

/** What the accounts cost a month, as on the cost page, and their next invoices. */
function CostFigure() {
  useFreshBilling();
  const costs = accountCosts.value;
  const next = { href: pageHref('cost'), text: t('overviewCostOpen') };
  if (costs.length === 0) {
    return (
      <Figure label={t('costTotal')} value="–" next={next}>
        {t('usageNotRead')}
      </Figure>
    );
  }
  return (
    <Figure label={t('costTotal')} value={totalText(costs)} next={next}>
      {costCardText(costs, connections.value.length, now.value)}
    </Figure>
  );
}

/** Has the background read the billing of accounts for which it is missing or an hour old. */
function useFreshBilling(): void {
  const rows = billingByConnection.value;
  const ready = rows !== null && isReadyToRead.value;
  useEffect(() => {
    if (!ready) return;
    for (const { key, state } of connections.value) {
      if (state === 'ok' && msSince(lastRequestedAt(rows.get(key)), Date.now()) > HOUR_MS) {
        // A failure is stored with the account, and asked about again in an hour.
        send('readBilling', { connectionKey: key }).catch(() => undefined);
      }
    }
  }, [ready]);
}
