import {
  type Forecast,
  isReportedFull,
  percentOfLimit,
  urgencyOf,
} from '../../../lib/domain/forecast/forecast.ts';
import type { Level } from '../../../lib/domain/usage/level.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import { type ServiceStatus, serviceStatus } from '../../../lib/domain/usage/usage-status.ts';
import {
  basisText,
  fullInShortText,
  fullInText,
  fullRangeText,
  leftText,
} from '../../../lib/i18n/forecast-text.ts';
import { levelText, percentText, serviceLabel, serviceShortLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { Column } from '../../ui/table.tsx';
import { expectedFull } from '../shared/expected-full.ts';
import { columnWidth, longestOf } from './columns.tsx';
import type { MatrixRow } from './rows.ts';

export type ForecastMap = ReadonlyMap<string, Forecast[]>;

/** The height of a row whose profile has a line below it, in px. */
export const FORECAST_ROW_HEIGHT = 53;

/** Returns a column per service: days until it is full, or its share at the end of the month. */
export function forecastColumns(
  services: readonly string[],
  forecasts: ForecastMap | null,
  now: number,
): Column<MatrixRow>[] {
  // Among all texts of a service, the first or the last date has the longest.
  const dates = new Map<string, [first: number, last: number]>();
  for (const forecast of [...(forecasts?.values() ?? [])].flat()) {
    const { service, fullAt } = forecast;
    if (fullAt === null || !isReportedFull(forecast)) continue;
    const [first, last] = dates.get(service) ?? [fullAt, fullAt];
    dates.set(service, [Math.min(first, fullAt), Math.max(last, fullAt)]);
  }
  const longestText = (service: string) =>
    longestOf((dates.get(service) ?? []).map((at) => fullInShortText(at, now)));
  return services.map((service) => ({
    key: service,
    label: serviceShortLabel(service),
    width: columnWidth(serviceShortLabel(service), longestText(service)),
    align: 'end',
    cell: ({ profileRow }) => {
      const forecast = forecasts?.get(profileRow.id)?.find((one) => one.service === service);
      const status = serviceStatus(profileRow.status, service);
      if (status?.level === 'blocked') return <Full service={service} percent={status.percent} />;
      return forecast ? <ForecastCell forecast={forecast} now={now} /> : <NoForecast />;
    },
  }));
}

/**
 * Returns when a row's first service is full, in epoch ms, for sorting: 0 if one is already, infinity if none will be.
 */
export function firstFullAt(row: MatrixRow, forecasts: ForecastMap | null): number {
  if (row.profileRow.worst?.level === 'blocked') return 0;
  return expectedFull(row.profileRow, forecasts)?.fullAt ?? Number.POSITIVE_INFINITY;
}

/** The service of a profile that is full first, and when; nothing if none will be. */
export function FirstFull({
  row,
  forecasts,
  now,
}: {
  row: MatrixRow['profileRow'];
  forecasts: ForecastMap | null;
  now: number;
}) {
  if (row.worst?.level === 'blocked') {
    return <UrgentService service={row.worst.service} level="blocked" when={levelText('blocked')} />;
  }
  const first = expectedFull(row, forecasts);
  if (!first) return null;
  const { service, fullAt } = first;
  return (
    <UrgentService
      service={service}
      level={urgencyOf(fullAt, now)}
      when={fullInText(fullAt, now)}
      detail={rangeAndBasisText(first)}
    />
  );
}

function UrgentService({
  service,
  level,
  when,
  detail,
}: {
  service: string;
  level: Exclude<Level, 'ok'>;
  when: string;
  detail?: string;
}) {
  const text = `${serviceLabel(service)}: ${when}`;
  return (
    <span class={`urgent-service level--${level}`} title={detail ? `${text}, ${detail}` : text}>
      <LevelShape level={level} />
      <b>{when}</b>
      <span class="soft">{serviceShortLabel(service)}</span>
    </span>
  );
}

function Full({ service, percent }: Pick<ServiceStatus, 'service' | 'percent'>) {
  return (
    <span class="level-value level--blocked" title={`${serviceLabel(service)}: ${levelText('blocked')}`}>
      <LevelShape level="blocked" />
      {percentText(percent ?? 100)}
      <span class="visually-hidden">, {levelText('blocked')}</span>
    </span>
  );
}

function ForecastCell({ forecast, now }: { forecast: Forecast; now: number }) {
  const { service, fullAt, atMonthEnd } = forecast;
  const share = (amount: number) => percentText(percentOfLimit(forecast, amount));
  if (fullAt !== null && isReportedFull(forecast)) {
    const urgency = urgencyOf(fullAt, now);
    return (
      <span
        class={`level-value level--${urgency}`}
        title={`${serviceLabel(service)}: ${t('forecastFull', fullInText(fullAt, now))}, ${rangeAndBasisText(forecast)}`}
      >
        <LevelShape level={urgency} />
        {fullInShortText(fullAt, now)}
      </span>
    );
  }
  const range = t('forecastRange', share(atMonthEnd.low), share(atMonthEnd.high));
  return (
    <span
      class="soft"
      title={`${serviceLabel(service)}: ${isMonthly(service) ? leftText(forecast) : t('forecastAtMonthEnd', share(atMonthEnd.expected))} (${range}), ${basisText(forecast)}`}
    >
      {share(atMonthEnd.expected)}
    </span>
  );
}

/** Returns the forecast's range and its basis. */
function rangeAndBasisText(forecast: Forecast): string {
  return [fullRangeText(forecast), basisText(forecast)].filter(Boolean).join(', ');
}

function NoForecast() {
  return (
    <span class="level-value level-value--none" title={t('forecastNone')}>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{t('forecastNone')}</span>
    </span>
  );
}
