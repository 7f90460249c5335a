import { language } from './t.ts';

let utcDays: Intl.DateTimeFormat | undefined;
let localDays: Intl.DateTimeFormat | undefined;

/** Returns a UTC day, as months are counted: `Nov 27`, `27 de nov`. `at` in epoch ms. */
export function dayText(at: number): string {
  utcDays ??= formatOf('UTC');
  return withoutDots(utcDays.format(at));
}

/** Returns the day on this computer's calendar, in the same form. `at` in epoch ms. */
export function localDayText(at: number): string {
  localDays ??= formatOf(undefined);
  return withoutDots(localDays.format(at));
}

function formatOf(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone });
}

/** Removes the dots of abbreviations ("2 min.", "dez."), which read as the end of a sentence. */
export function withoutDots(text: string): string {
  return text.replace(/(\p{L})\.(?=\s|$)/gu, '$1');
}
