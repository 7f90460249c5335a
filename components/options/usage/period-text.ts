import { DAY_MS } from '../../../lib/domain/time.ts';
import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import { shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { language, t } from '../../../lib/i18n/t.ts';

const FORMAT_OPTIONS: Record<Periodicity, Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

const hourFormat = new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone: 'UTC' });
const formats = new Map<Periodicity, Intl.DateTimeFormat>();

/**
 * Returns a UTC hour, day or month in the person's language. Where two months are compared (`countDaysFrom`: the
 * start of the first, epoch ms) only the day's number is given.
 */
export function periodText(
  from: number,
  periodicity: Periodicity,
  countDaysFrom: number | null = null,
): string {
  if (countDaysFrom !== null) {
    const day = t('historyDay', dayOfMonth(from, countDaysFrom));
    return periodicity === 'hour' ? `${day}, ${hourFormat.format(from)}` : day;
  }
  let format = formats.get(periodicity);
  if (!format) {
    format = new Intl.DateTimeFormat(language(), { ...FORMAT_OPTIONS[periodicity], timeZone: 'UTC' });
    formats.set(periodicity, format);
  }
  return format.format(from);
}

/** Returns the number of a day in its month, counted from the month's start. Both in epoch ms. */
export function dayOfMonth(at: number, monthStart: number): number {
  return Math.floor((at - monthStart) / DAY_MS) + 1;
}

/** Returns the sentence that a monthly counter fell from `before` without a reset, so that less than 0 was used. */
export function fellText(service: string, before: number): string {
  return t('historyCounterFell', shortQuantityText(service, before));
}
