import { language } from './t.ts';

let days: Intl.DateTimeFormat | undefined;

/** Returns a UTC day, as months are counted: `Nov 27`, `27 de nov`. `at` in epoch ms. */
export function dayText(at: number): string {
  days ??= new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return withoutDots(days.format(at));
}

/** Removes the dots of abbreviations ("2 min.", "dez."), which read as the end of a sentence. */
export function withoutDots(text: string): string {
  return text.replace(/(\p{L})\.(?=\s|$)/gu, '$1');
}
