import {
  type Forecast,
  firstFull,
  isReportedFull,
  urgencyOf,
} from '../../../lib/domain/forecast/forecast.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import { serviceStatus } from '../../../lib/domain/usage/usage-status.ts';
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
import { columnWidth } from './columns.tsx';
import type { MatrixRow } from './rows.ts';

export type ForecastMap = ReadonlyMap<string, Forecast[]>;

/** Returns a column with the service that is full first, and one per service: days until it is full, or its share at the reset. */
export function forecastColumns(
  services: readonly string[],
  forecasts: ForecastMap | null,
  now: number,
): Column<MatrixRow>[] {
  const firstFullColumn: Column<MatrixRow> = {
    key: 'first',
    label: t('usageFirstFull'),
    width: '236px',
    cell: ({ profileRow }) => (
      <FirstFullCell row={profileRow} forecasts={forecasts?.get(profileRow.id)} now={now} />
    ),
  };
  return [
    firstFullColumn,
    ...services.map(
      (service): Column<MatrixRow> => ({
        key: service,
        label: serviceShortLabel(service),
        width: columnWidth(serviceShortLabel(service)),
        align: 'end',
        cell: ({ profileRow }) => {
          const forecast = forecasts?.get(profileRow.id)?.find((one) => one.service === service);
          if (serviceStatus(profileRow.status, service)?.level === 'blocked')
            return <Full service={service} />;
          return forecast ? <ForecastCell forecast={forecast} now={now} /> : <NoForecast />;
        },
      }),
    ),
  ];
}

/** Returns when a row's first service is full, in epoch ms, for sorting: 0 if one is already, infinity if none will be. */
export function firstFullAt(row: MatrixRow, forecasts: ForecastMap | null): number {
  if (row.profileRow.worst?.level === 'blocked') return 0;
  return firstFull(forecasts?.get(row.profileRow.id) ?? [])?.fullAt ?? Number.POSITIVE_INFINITY;
}

function FirstFullCell({
  row,
  forecasts,
  now,
}: {
  row: MatrixRow['profileRow'];
  forecasts: Forecast[] | undefined;
  now: number;
}) {
  if (row.worst?.level === 'blocked') {
    return (
      <span class="worst-cell">
        <Full service={row.worst.service} inWords />
        <span class="soft">{serviceLabel(row.worst.service)}</span>
      </span>
    );
  }
  const first = firstFull(forecasts ?? []);
  if (!first) {
    return <span class="soft">{forecasts?.length ? t('usageNothingFull') : t('forecastNone')}</span>;
  }
  const urgency = urgencyOf(first.fullAt, now);
  return (
    <span class="worst-cell" title={rangeAndBasisText(first)}>
      <span class={`level-value level--${urgency}`}>
        <LevelShape level={urgency} />
        {fullInText(first.fullAt, now)}
      </span>
      <span class="soft">{serviceLabel(first.service)}</span>
    </span>
  );
}

function Full({ service, inWords = false }: { service: string; inWords?: boolean }) {
  return (
    <span class="level-value level--blocked" title={`${serviceLabel(service)}: ${levelText('blocked')}`}>
      <LevelShape level="blocked" />
      {inWords ? levelText('blocked') : percentText(100)}
      {!inWords && <span class="visually-hidden">, {levelText('blocked')}</span>}
    </span>
  );
}

function ForecastCell({ forecast, now }: { forecast: Forecast; now: number }) {
  const { service, fullAt, atCycleEnd, limit } = forecast;
  const share = (amount: number) => percentText(Math.round((amount / limit) * 100));
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
  const range = t('forecastRange', share(atCycleEnd.low), share(atCycleEnd.high));
  return (
    <span
      class="soft"
      title={`${serviceLabel(service)}: ${isMonthly(service) ? leftText(forecast) : t('forecastAtReset', share(atCycleEnd.expected))} (${range}), ${basisText(forecast)}`}
    >
      {share(atCycleEnd.expected)}
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
