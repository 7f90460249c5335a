import { type ForecastError, forecastErrors } from '../simulations/forecast-error.ts';
import { type Measurement, median } from './measure.ts';

const SEEDS = 200;

/** How far forecasts are off over simulated months whose end is known, by what was known: told, not judged. */
export function benchForecast(): Measurement[] {
  const groups = new Map<string, ForecastError[]>();
  for (const error of forecastErrors(SEEDS)) {
    const what = `forecast on day ${error.asked}, ${error.history ? 'with history' : 'this month alone'}`;
    groups.set(what, [...(groups.get(what) ?? []), error]);
  }
  return [...groups].map(([what, errors]) => ({
    what: `${what}: error`,
    value: `month’s end ±${percent(errors, 'atEnd')}, day full ±${days(errors)}`,
    against: `told rightly ${percent(errors, 'right')}, in its range ${percent(errors, 'within')}`,
    target: `${errors.length} kinds of month`,
    good: true,
  }));
}

function percent(errors: ForecastError[], key: 'atEnd' | 'right' | 'within'): string {
  return `${Math.round(median(errors.map((error) => error[key])) * 100)} %`;
}

function days(errors: ForecastError[]): string {
  const known = errors.map(({ fullDays }) => fullDays).filter((value): value is number => value !== null);
  return known.length === 0 ? '–' : `${median(known).toFixed(1)} d`;
}
