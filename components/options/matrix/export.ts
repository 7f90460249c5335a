import { measuredPerDay } from '../../../lib/domain/forecast/measured-rate.ts';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import type { Level } from '../../../lib/domain/usage/level.ts';
import { type MatrixKind, matrixCell } from '../../../lib/domain/usage/matrix.ts';
import { roundToUnit } from '../../../lib/domain/usage/service.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { levelText, serviceUnit } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { columnName } from './columns.tsx';
import type { ForecastMap } from './forecast-columns.tsx';
import type { MatrixRow } from './rows.ts';

/** One number of the matrix with what identifies it. It has no secrets. */
interface Entry {
  profile: string;
  profileId: string;
  account: string;
  region: string;
  key: string;
  /** In this month; null: the last number is last month's, of a service that has been reset since. */
  used: number | null;
  limit: number | null;
  percent: number | null;
  level: Level | null;
  readAt: string | null;
  forecast?: {
    fullAt: string | null;
    earliest: string | null;
    latest: string | null;
    atMonthEnd: number;
    perDay: number | null;
    basis: 'history' | 'pace';
  };
}

/** Returns the shown matrix as CSV: one line per profile and service or resource. */
export function matrixCsv(
  kind: MatrixKind,
  rows: readonly MatrixRow[],
  columns: readonly string[],
  forecasts: ForecastMap | null = null,
): string {
  const header = [
    t('profilesColumnProfile'),
    t('profileId'),
    t('csvAccount'),
    t('connectRegion'),
    t(kind === 'services' ? 'settingsBadgeService' : 'csvResource'),
    t('csvUsed'),
    t('csvLimit'),
    t('csvUnit'),
    t('csvPercent'),
    t('csvLevel'),
    t('csvReadAt'),
    ...(forecasts
      ? [
          t('csvFullAt'),
          t('csvFullEarliest'),
          t('csvFullLatest'),
          t('csvAtMonthEnd'),
          t('csvPerDay'),
          t('csvBasis'),
        ]
      : []),
  ];
  const allRows = entries(kind, rows, columns, forecasts).map((entry) => [
    entry.profile,
    entry.profileId,
    entry.account,
    entry.region,
    columnName(kind, entry.key),
    entry.used,
    entry.limit,
    kind === 'services' ? serviceUnit(entry.key) : '',
    entry.percent,
    entry.level && levelText(entry.level),
    entry.readAt,
    ...(forecasts ? forecastCells(entry.forecast) : []),
  ]);
  return csvText([header, ...allRows]);
}

/** Returns the shown matrix as JSON, with the keys of services, resources and levels instead of their labels. */
export function matrixJson(
  kind: MatrixKind,
  rows: readonly MatrixRow[],
  columns: readonly string[],
  forecasts: ForecastMap | null = null,
): string {
  const list = entries(kind, rows, columns, forecasts).map(({ key, ...entry }) => ({
    ...entry,
    [kind === 'services' ? 'service' : 'resource']: key,
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function entries(
  kind: MatrixKind,
  rows: readonly MatrixRow[],
  columns: readonly string[],
  forecasts: ForecastMap | null,
): Entry[] {
  return rows.flatMap((row) =>
    columns.flatMap((key): Entry[] => {
      const cell = matrixCell(kind, row, key);
      if (!cell) return [];
      const { profile, connection, usage, id } = row.profileRow;
      const forecast = forecasts?.get(id)?.find((one) => one.service === key);
      return [
        {
          profile: profile.name,
          profileId: profile.id,
          account: connection ? connectionName(connection) : '',
          region: connection ? regionText(connection) : '',
          key,
          used: cell.lastMonth ? null : cell.used,
          limit: cell.limit,
          percent: cell.percent,
          level: cell.level,
          readAt: isoOf(usage?.fetchedAt),
          ...(forecast && {
            forecast: {
              fullAt: isoOf(forecast.fullAt),
              earliest: isoOf(forecast.earliest),
              latest: isoOf(forecast.latest),
              atMonthEnd: roundToUnit(key, forecast.atMonthEnd.expected),
              perDay: roundedRate(measuredPerDay(forecast)),
              basis: forecast.basis,
            },
          }),
        },
      ];
    }),
  );
}

function forecastCells(forecast: Entry['forecast']) {
  if (!forecast) return [null, null, null, null, null, null];
  const { fullAt, earliest, latest, atMonthEnd, perDay, basis } = forecast;
  return [
    fullAt,
    earliest,
    latest,
    atMonthEnd,
    perDay,
    t(basis === 'history' ? 'forecastByHistory' : 'forecastByPace'),
  ];
}

/** Returns a rate without the digits that it isn't certain to. */
function roundedRate(perDay: number | null): number | null {
  if (perDay === null) return null;
  return Math.abs(perDay) < 1 ? Number(perDay.toPrecision(2)) : Math.round(perDay * 100) / 100;
}

function isoOf(at: number | null | undefined): string | null {
  return at ? new Date(at).toISOString() : null;
}
