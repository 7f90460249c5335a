import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { forecastHistoryOfDay, forecastsOf } from '../../../lib/domain/forecast/compute-forecast.ts';
import { sameRef } from '../../../lib/domain/identity/keys.ts';
import { readingStart } from '../../../lib/domain/usage/history-range.ts';
import { monthOf } from '../../../lib/domain/usage/month.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { hour, now } from '../../../lib/state/app-state.ts';
import { historySignal } from '../../../lib/state/history.ts';
import { obstacleToNetwork } from '../../../lib/state/obstacle.ts';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { distinctName, type ProfileRow, rowFor } from '../shared/profile-rows.ts';
import { route } from '../shell/router.ts';
import { ChartPart } from './chart-part.tsx';
import {
  choiceOf,
  comparedMonthStart,
  type HistoryChoice,
  type HistorySeries,
  isMonth,
  seriesFor,
} from './history-choice.ts';
import { HistoryControls, monthText, rangeText } from './history-controls.tsx';
import { hasNumbers, periodsOf, usedNow } from './history-data.ts';
import { HistoryTable } from './history-table.tsx';
import { ServiceForecast } from './service-forecast.tsx';
import { useReadHistory } from './use-read-history.ts';
import './usage.css';

/** The history of one profile: a chart of one service, its forecast, and the numbers as a table. */
export function UsageHistory({ profileRow, lead }: { profileRow: ProfileRow; lead?: ComponentChildren }) {
  const services = profileRow.status.services.map(({ service }) => service);
  const choice = choiceOf(route.value.params, useInitialService(services), now.value, (ref) => {
    const id = rowFor(ref)?.id ?? '';
    return id === profileRow.id ? '' : id;
  });
  const thisHour = hour.value;
  // The running periods are read again each hour, and new ones appear.
  const allSeries = useMemo(
    () => seriesFor(choice, profileRow.profile, now.value),
    [profileRow.id, choice.by, choice.range, choice.against, thisHour],
  );
  const reading = useReadHistory(allSeries, choice);
  const rows = useLastRead(
    [profileRow.id, choice.by, choice.range, choice.against].join(' '),
    allSeries.map(
      ({ ref, from, to }) =>
        historySignal({
          profileKey: ref.profileKey,
          periodicity: choice.by,
          from: readingStart(from),
          to,
        }).value,
    ),
  );
  const current = allSeries.map(({ ref }) => usedNow(rowFor(ref), choice.service));
  const periods = useMemo(() => {
    // The benchmark measures from here to the drawn chart.
    performance.mark('history-rows');
    return periodsOf(allSeries, rows, choice.service, choice.by, now.value, current);
  }, [allSeries, ...rows, choice.service, ...current]);
  const days = historySignal({
    profileKey: profileRow.profile.profileKey,
    periodicity: 'day',
    ...forecastHistoryOfDay(now.value),
  }).value;
  const { createdAt } = profileRow.profile;
  const forecast = useMemo(
    () =>
      forecastsOf(profileRow.usage, days ?? [], now.value, createdAt).find(
        ({ service }) => service === choice.service,
      ),
    [profileRow.usage, days, choice.service, thisHour, createdAt],
  );
  const names = allSeries.map((series) => nameOf(series, profileRow));
  // Of two profiles, each has its own.
  const isOfOne = allSeries.every(({ ref }) => sameRef(ref, profileRow.profile));
  const limit = isOfOne ? (profileRow.usage?.services[choice.service]?.limit ?? 0) : 0;
  const isRunning =
    allSeries.length === 1 &&
    isMonth(choice.range, choice.by, now.value) &&
    allSeries[0]!.from === monthOf(now.value).start;
  const name = t(
    'historyChart',
    serviceLabel(choice.service),
    distinctName(profileRow),
    rangeText(choice.range),
  );
  return (
    <div class="history">
      <HistoryControls choice={choice} profileRow={profileRow} now={now.value} lead={lead} />
      <ServiceForecast
        profileRow={profileRow}
        service={choice.service}
        forecast={forecast}
        now={now.value}
        linkToRaise
      />
      <p class="soft history__state" role="status">
        {reading.busy ? t('historyReading') : notReadText()}
        {reading.failure && t('historyNotRead', failureText(reading.failure))}
      </p>
      {hasNumbers(periods) ? (
        <>
          <ChartPart
            name={name}
            names={names}
            periods={periods}
            choice={choice}
            limit={limit}
            range={allSeries[0]!}
            countDaysFrom={comparedMonthStart(allSeries)}
            forecast={isRunning && choice.mode === 'total' ? forecast : undefined}
            now={now.value}
          />
          <HistoryTable
            caption={`${t('historyTable')}: ${name}`}
            names={names}
            fullNames={allSeries.map((series) => fullNameOf(series, choice, profileRow))}
            profileNames={allSeries.map((series) => profileNameOf(series, profileRow))}
            periods={periods}
            choice={choice}
            countDaysFrom={comparedMonthStart(allSeries)}
          />
        </>
      ) : (
        reading.isComplete && rows.every((one) => one !== null) && <p class="empty">{t('historyNothing')}</p>
      )}
    </div>
  );
}

/**
 * Returns the services with the one in front that was first when the profile was shown, so that the choice doesn't
 * change when another one becomes fuller.
 */
function useInitialService(services: readonly string[]): readonly string[] {
  const first = useRef(services[0]);
  first.current ??= services[0];
  return first.current === undefined ? services : [first.current, ...services];
}

/**
 * Returns each value, or while it is being read the last one under the same key, so that a range that moves on doesn't
 * empty the chart.
 */
function useLastRead<Value>(key: string, values: readonly (Value | null)[]): (Value | null)[] {
  const kept = useRef({ key, values });
  const before = kept.current.key === key ? kept.current.values : [];
  const shown = values.map((value, index) => value ?? before[index] ?? null);
  kept.current = { key, values: shown };
  return shown;
}

/** Returns why nothing is read now, and what is shown meanwhile; undefined if something can be. Reads signals. */
function notReadText(): string | undefined {
  return obstacleToNetwork() ? t('historyOffline') : reasonNotToSend();
}

/** Returns what a series is called beside the others: its month or its profile. */
function nameOf(series: HistorySeries, shownRow: ProfileRow): string {
  return series.month ? monthText(series.month) : profileNameOf(series, shownRow);
}

/** Returns what a series is called where nothing else says what it is of, such as in a file. */
function fullNameOf(series: HistorySeries, { service }: HistoryChoice, shownRow: ProfileRow): string {
  const month = series.month ? [monthText(series.month)] : [];
  return [profileNameOf(series, shownRow), serviceLabel(service), ...month].join(' · ');
}

function profileNameOf({ ref }: HistorySeries, shownRow: ProfileRow): string {
  return distinctName(rowFor(ref) ?? shownRow);
}
