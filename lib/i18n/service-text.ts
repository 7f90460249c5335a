import type { Level } from '../domain/usage/level.ts';
import { daysUntil, monthOf } from '../domain/usage/month.ts';
import { isMonthly, isRaisable, isServiceKey, SERVICE_FACTS } from '../domain/usage/service.ts';
import type { ServiceUsage } from '../domain/usage/usage.ts';
import type { UsageStatus } from '../domain/usage/usage-status.ts';
import { dayText } from './day-text.ts';
import { language, type MessageKey, plural, pluralOf, t } from './t.ts';

/** From this amount on, numbers are abbreviated ("12.3M") except in {@link exactAmountText}. */
const COMPACT_FROM = 10_000_000;
/** Digits after the decimal point, at most, where an amount would read as its limit, or as nothing. */
const MAX_DIGITS = 3;

const formats = new Map<string, Intl.NumberFormat>();

/** Returns a number in the language's format, never “-0”. Formatters are cached, since creating one is expensive. */
export function numberText(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = `${language()}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language(), { signDisplay: 'negative', ...options });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Returns a percentage with its sign as the language writes it: `94%`, `94 %`. */
export function percentText(percent: number): string {
  return numberText(percent / 100, { style: 'percent' });
}

/** Returns the name of a service; one that is unknown is named by its key. */
export function serviceLabel(service: string): string {
  return isServiceKey(service) ? t(`service_${service}`) : service;
}

/**
 * Returns why a service isn't in a status: it wasn't read, its number or its plan's limit isn't known, or nothing is
 * allocated.
 */
export function missingText({ fetchedAt, unreadable }: UsageStatus, service: string): string {
  if (fetchedAt === null) return t('usageNotRead');
  return t(isRaisable(service) && !unreadable.includes(service) ? 'usageNotAllocated' : 'usageUnknown');
}

/** Returns a service by a short name, for a column's heading; its full name where it has no shorter one. */
export function serviceShortLabel(service: string): string {
  const key = `serviceShort_${service}` as MessageKey;
  const short = t(key);
  return short === key ? serviceLabel(service) : short;
}

/** Returns the unit of a service in words, as a heading has it: `variables`, `MB`; empty for an unknown service. */
export function serviceUnit(service: string): string {
  return isServiceKey(service) ? t(`unit_${SERVICE_FACTS[service].unit}`) : '';
}

/**
 * Returns an amount of a service with its unit: `3,000,000 variables`, `1 user`, `200 MB`. Without one for an unknown
 * service.
 */
export function quantityText(service: string, amount: number): string {
  return quantity(service, amount, numberText(amount, { maximumFractionDigits: 2 }));
}

/** Returns an amount with its unit where that doesn't go without saying: `350,000`, `200 MB`. */
export function shortQuantityText(
  service: string,
  amount: number,
  number = numberText(amount, { maximumFractionDigits: 2 }),
): string {
  return unitMatters(service) ? quantity(service, amount, number) : number;
}

/**
 * Returns use beside the limit: `329,000 of 350,000`, `109 of 132 MB`, `not allocated`. Units that go without saying
 * are left out.
 */
export function amountText(service: string, usage: ServiceUsage): string {
  return amount(service, usage, true);
}

/**
 * Returns use beside the limit with every digit that is counted and always with the unit: for tooltips and screen
 * readers.
 */
export function exactAmountText(service: string, usage: ServiceUsage): string {
  return amount(service, usage, false);
}

/** Returns how much of a service is used in a day: `12,900`, `0.28 MB`. Units that go without saying are left out. */
export function rateText(service: string, perDay: number): string {
  return shortQuantityText(
    service,
    perDay,
    numberText(perDay, { maximumSignificantDigits: Math.abs(perDay) < 1 ? 2 : 3 }),
  );
}

/** Returns the level in one word. */
export function levelText(level: Level): string {
  return t(`level_${level}`);
}

/** Returns what has stopped now that the service is full, as half a sentence: `no scripts run`. */
export function stopsText(service: string): string {
  return t(isServiceKey(service) ? `stops_${service}` : 'stops_unknown');
}

/** Returns what would stop if the service were full, as half a sentence: `no scripts will run`. */
export function wouldStopText(service: string): string {
  return t(isServiceKey(service) ? `wouldStop_${service}` : 'wouldStop_unknown');
}

/** Returns when the month turns, in days: `resets in 7 days`. `now` in epoch ms. */
export function resetsInText(now: number): string {
  return plural('resetsInDays', daysUntil(monthOf(now).end, now));
}

/** Returns when a service is reset, or that it isn't; null for an unknown service, of which neither is known. */
export function serviceResetText(service: string, now: number): string | null {
  if (!isServiceKey(service)) return null;
  return isMonthly(service) ? resetsOnText(now) : t('resetsNever');
}

/** Returns when the month turns, as a date: `resets 1 Dec`. `now` in epoch ms. */
export function resetsOnText(now: number): string {
  return t('resetsOn', resetDateText(now));
}

/** Returns the day on which the month turns, e.g. `1 Dec`, day and month in the language's order. */
export function resetDateText(now: number): string {
  return dayText(monthOf(now).end);
}

function amount(service: string, { used, limit }: ServiceUsage, short: boolean): string {
  const withUnit = short ? shortQuantityText : quantity;
  const places = short ? 1 : 2;
  const digits: Intl.NumberFormatOptions = { maximumFractionDigits: places };
  if (limit <= 0) {
    if (used <= 0) return t('usageNotAllocated');
    return t('usageNotAllocatedUsed', withUnit(service, used, numberText(used, digits)));
  }
  const compact = short && Math.max(used, limit) >= COMPACT_FROM;
  if (compact) digits.notation = 'compact';
  let most = numberText(limit, digits);
  let some = numberText(used, digits);
  // Below the limit it never reads as full, as its percentage doesn't, nor as nothing where something is used.
  const nothing = numberText(0);
  const isMisread = () => (some === most && used < limit) || (some === nothing && used > 0);
  for (let more = places + 1; isMisread() && more <= MAX_DIGITS; more++) {
    digits.maximumFractionDigits = more;
    most = numberText(limit, digits);
    some = numberText(used, digits);
  }
  if (isMisread()) some = numberText(used, { ...digits, roundingMode: some === nothing ? 'ceil' : 'floor' });
  return t('usageAmount', some, withUnit(service, limit, most));
}

function quantity(service: string, amount: number, number: string): string {
  return isServiceKey(service) ? pluralOf(`quantity_${SERVICE_FACTS[service].unit}`, amount, number) : number;
}

function unitMatters(service: string): boolean {
  const unit = isServiceKey(service) ? SERVICE_FACTS[service].unit : null;
  return unit === 'megabytes' || unit === 'minutes';
}
