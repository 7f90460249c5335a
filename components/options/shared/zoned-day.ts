import { DAY_MS } from '../../../lib/domain/time.ts';
import { t } from '../../../lib/i18n/t.ts';

/** Returns the last second of a day `yyyy-mm-dd` in a time zone, in epoch ms; null if the day is invalid. */
export function endOfDay(day: string, timeZone: string): number | null {
  const wall = Date.parse(`${day}T23:59:59Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(wall)) return null;
  // Around a change of the clocks, the offset is the one before or after it. Where they go back at midnight, the last
  // hour comes twice: the later one ends the day.
  const offsets = [offsetAt(wall - DAY_MS, timeZone), offsetAt(wall + DAY_MS, timeZone)];
  const ends = offsets.map((offset) => wall - offset).filter((at) => at + offsetAt(at, timeZone) === wall);
  // A day that the zone skipped has no end.
  return ends.length > 0 ? Math.max(...ends) : wall - offsets[0]!;
}

/** Returns the day `yyyy-mm-dd` of a time (epoch ms) in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/** Returns how far a zone's clocks are ahead of UTC at a time, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const options: Intl.DateTimeFormatOptions = {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  const parts = zonedFormat('en-US', options, timeZone).formatToParts(at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** Returns a format of dates in a time zone (IANA), or in the browser's own if the browser doesn't know it. */
export function zonedFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    ...options,
    timeZone: isKnownZone(timeZone) ? timeZone : undefined,
  });
}

/** Returns true for a time zone that the browser knows. */
function isKnownZone(timeZone: string | undefined): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Returns the name of the time zone that {@link zonedFormat} uses for an account's, and why it isn't the account's. */
export function zoneText(timeZone: string): string {
  if (isKnownZone(timeZone)) return timeZone;
  return t('timeZoneInstead', new Intl.DateTimeFormat().resolvedOptions().timeZone, timeZone);
}
