import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import { withoutDots } from './day-text.ts';
import { language, t } from './t.ts';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
];

/** Returns when `at` was by the clock, both in epoch ms: `2:05 PM` today, else with its date. */
export function clockText(at: number, now: number): string {
  const tag = language();
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(tag, {
    ...(sameDay ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(at);
}

let format: { tag: string; relative: Intl.RelativeTimeFormat } | null = null;

/**
 * Returns how long ago `at` was, both in epoch ms: `just now`, `2 min ago`, `3 hr ago`, `1 day ago`. A time ahead is
 * now. Words for days of the calendar, such as "yesterday", would often name the wrong one.
 */
export function ageText(at: number, now: number): string {
  const age = Math.max(0, now - at);
  const step = STEPS.find(([, length]) => age >= length);
  if (!step) return t('ageJustNow');
  return withoutDots(relative(-Math.floor(age / step[1]), step[0]));
}

function relative(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  const tag = language();
  if (format?.tag !== tag) {
    format = { tag, relative: new Intl.RelativeTimeFormat(tag, { style: 'short', numeric: 'always' }) };
  }
  return format.relative.format(value, unit);
}
