import type { Periodicity } from '../../../lib/domain/history.ts';
import { language } from '../../../lib/i18n/t.ts';

const OPTIONS: Record<Periodicity, Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

const formats = new Map<Periodicity, Intl.DateTimeFormat>();

/** A UTC hour, day or month by the language's rules. */
export function periodText(from: number, periodicity: Periodicity): string {
  let format = formats.get(periodicity);
  if (!format) {
    format = new Intl.DateTimeFormat(language(), { ...OPTIONS[periodicity], timeZone: 'UTC' });
    formats.set(periodicity, format);
  }
  return format.format(from);
}
