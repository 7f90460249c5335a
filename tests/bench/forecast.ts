import { forecastErrors } from '../simulations/forecast-error.ts';
import type { Line } from './measure.ts';

const SEEDS = 200;

/** How far forecasts are off over simulated months whose end is known; told, not judged, but for the range. */
export function benchForecast(): Line[] {
  return forecastErrors(SEEDS).map(({ pattern, asked, history, atEnd, fullDays, within, right }) => ({
    what: `forecast, ${pattern}, day ${asked}, ${history ? 'with history' : 'this month alone'}`,
    value: `end ±${percent(atEnd)}, full day ${fullDays === null ? '–' : `±${fullDays.toFixed(1)} d`}, right ${percent(right)}`,
    target: `in range ${percent(within)}`,
    good: within >= 0.5,
  }));
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
