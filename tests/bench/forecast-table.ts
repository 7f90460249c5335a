import { benchForecast } from './forecast.ts';
import { table } from './measure.ts';

/** `npm run bench:forecast`: the forecast's table alone; it needs neither a build nor a browser. */
const measurements = benchForecast();
console.log(table(measurements));
process.exitCode = measurements.every(({ good }) => good) ? 0 : 1;
