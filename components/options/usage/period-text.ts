import { DAY_MS } from '../../../lib/domain/time.ts';
import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { language, t } from '../../../lib/i18n/t.ts';

const OPTIONS: Record<Periodicity, Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

const hours = new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone: 'UTC' });
const formats = new Map<Periodicity, Intl.DateTimeFormat>();

/**
 * Returns a UTC hour, day or month by the language's rules. Where months lie over each other (`countedFrom`, their
 * start) the day is given by its number alone.
 */
export function periodText(
  from: number,
  periodicity: Periodicity,
  countedFrom: number | null = null,
): string {
  if (countedFrom !== null) {
    const day = t('historyDay', Math.floor((from - countedFrom) / DAY_MS) + 1);
    return periodicity === 'hour' ? `${day}, ${hours.format(from)}` : day;
  }
  let format = formats.get(periodicity);
  if (!format) {
    format = new Intl.DateTimeFormat(language(), { ...OPTIONS[periodicity], timeZone: 'UTC' });
    formats.set(periodicity, format);
  }
  return format.format(from);
}

/** That a monthly counter shows less than the `before` of the period before; what was used then may be below 0. */
export function fellText(before: number): string {
  return t('historyCounterFell', numberText(before, { maximumFractionDigits: 2 }));
}
