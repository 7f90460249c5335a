import type { Preferences } from '../settings/settings.ts';

/** Returns true within the quiet hours (minutes after local midnight); `from` may be later than `to`. */
export function isWithinQuietHours(
  { from, to }: Preferences['alerts']['quiet'],
  minuteOfDay: number,
): boolean {
  if (from === to) return false;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** Returns minutes after midnight in the format of a time field: `07:30`. */
export function timeText(minutes: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minutes / 60) % 24)}:${part(minutes % 60)}`;
}

/** Returns the inverse of {@link timeText}; null for an invalid time. */
export function parseTime(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
