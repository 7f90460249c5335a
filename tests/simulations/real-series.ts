import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../lib/domain/time.ts';

/** A daily series of real counts, from a UTC midnight on. */
export interface RealSeries {
  name: string;
  start: number;
  days: number[];
}

const DATA = join(import.meta.dirname, '../../node_modules/vega-datasets/data');

/** Bird strikes reported in the United States, 1990 to 2002 (FAA wildlife strike database), by one of its columns. */
export function birdStrikes(
  column: 'Origin State' | 'Aircraft Airline Operator' | 'Airport Name' | 'Wildlife Species' | 'all',
): RealSeries[] {
  const events = records('birdstrikes.csv').map((record) => ({
    day: Date.parse(record['Flight Date']!),
    of: column === 'all' ? 'all' : record[column]!,
  }));
  return seriesOf(events, 150);
}

/** Flights of the first months of 2001 by airport of departure (a sample of 20,000). */
export function flights(): RealSeries[] {
  const rows = JSON.parse(readFileSync(join(DATA, 'flights-20k.json'), 'utf8')) as {
    date: string;
    origin: string;
  }[];
  const events = rows.map(({ date, origin }) => ({
    day: Date.parse(`${date.slice(0, 10).replaceAll('/', '-')}T00:00Z`),
    of: origin,
  }));
  return seriesOf(events, 90);
}

/** Minutes by which flights of the first months of 2001 left late, by airport of departure. */
export function delays(): RealSeries[] {
  const rows = JSON.parse(readFileSync(join(DATA, 'flights-20k.json'), 'utf8')) as {
    date: string;
    origin: string;
    delay: number;
  }[];
  const events = rows
    .filter(({ delay }) => delay > 0)
    .map(({ date, origin, delay }) => ({
      day: Date.parse(`${date.slice(0, 10).replaceAll('/', '-')}T00:00Z`),
      of: origin,
      amount: delay,
    }));
  return seriesOf(events, 30);
}

/** Wind of four years above 3 m/s, squared (NOAA): storms, and calm weeks. */
export function wind(): RealSeries[] {
  const events = records('weather.csv').map((record) => ({
    day: Date.parse(record.date!),
    of: record.location!,
    amount: Math.round(Math.max(0, Number(record.wind) - 3) ** 2),
  }));
  return seriesOf(events, 1);
}

/** Rain of four years in tenths of a millimetre a day (NOAA): dry weeks and bursts. */
export function rain(): RealSeries[] {
  const events = records('weather.csv').map((record) => ({
    day: Date.parse(record.date!),
    of: record.location!,
    amount: Math.round(Number(record.precipitation) * 10),
  }));
  return seriesOf(events, 1);
}

/** Commits of the first five months of 2015 by the hour (GitHub), as days. */
export function commits(): RealSeries[] {
  const events = records('github.csv').map(({ time, count }) => ({
    day: Date.parse(`${time!.slice(0, 10).replaceAll('/', '-')}T00:00Z`),
    of: 'all',
    amount: Number(count),
  }));
  return seriesOf(events, 1);
}

/** Shares traded a day on a stock exchange in millions, 2000 to 2020 (S&P 500): nothing on weekends. */
export function shares(): RealSeries[] {
  const events = records('sp500-2000.csv').map(({ date, volume }) => ({
    day: Date.parse(`${date}T00:00Z`),
    of: 'all',
    amount: Math.round(Number(volume) / 1e6),
  }));
  return seriesOf(events, 1);
}

/** Films released in the United States by day, 1996 to 2009: a few on Fridays, hardly any on other days. */
export function films(): RealSeries[] {
  const rows = JSON.parse(readFileSync(join(DATA, 'movies.json'), 'utf8')) as { 'Release Date': string }[];
  const events = rows
    .map((film) => ({ day: Date.parse(`${film['Release Date']} UTC`), of: 'all' }))
    .filter(({ day }) => day >= Date.UTC(1996, 0, 1) && day < Date.UTC(2010, 0, 1));
  return seriesOf(events, 1);
}

function seriesOf(events: { day: number; of: string; amount?: number }[], minCount: number): RealSeries[] {
  const from = events.reduce((first, { day }) => Math.min(first, day), Number.POSITIVE_INFINITY);
  const to = events.reduce((last, { day }) => Math.max(last, day), 0);
  const groups = new Map<string, { count: number; days: number[] }>();
  for (const { day, of, amount = 1 } of events) {
    const group = groups.get(of) ?? { count: 0, days: Array<number>((to - from) / DAY_MS + 1).fill(0) };
    group.days[(day - from) / DAY_MS]! += amount;
    group.count += 1;
    groups.set(of, group);
  }
  return [...groups]
    .filter(([, { count }]) => count >= minCount)
    .map(([name, { days }]) => ({ name, start: from, days }));
}

/** Returns the file's rows by column; no field is quoted. */
function records(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(DATA, file), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']));
  });
}
