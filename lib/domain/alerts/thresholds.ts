/* Percentages at which an alert is sent, as a person types them: `80, 90, 100`. */

export const MAX_THRESHOLDS = 6;
/** Highest percentage at which an alert may be sent. */
export const MAX_PERCENT = 200;

/** Returns true for a list that may be typed for all profiles; also checks values from messages, sync and backups. */
export function areThresholds(value: unknown): value is number[] {
  return areProfileThresholds(value) && value.length > 0;
}

/** Returns true for the list of one service, which may be empty; see {@link parseProfileThresholds}. */
export function areProfileThresholds(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= MAX_THRESHOLDS && value.every(isPercentage);
}

function isPercentage(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_PERCENT;
}

/** Returns the distinct percentages in a text, ascending; null when it is empty or not a list of them. */
export function parseThresholds(text: string): number[] | null {
  const parts = text.split(/[\s,;%]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return areThresholds(numbers) ? [...new Set(numbers)].sort((a, b) => a - b) : null;
}

/** Returns the inverse of {@link parseThresholds}. */
export function thresholdsText(thresholds: readonly number[]): string {
  return [...thresholds].sort((a, b) => a - b).join(', ');
}

/**
 * Parses the field for one service: empty means the default (null), 0 means never (an empty list); undefined: invalid.
 */
export function parseProfileThresholds(text: string): number[] | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^0\s*%?$/.test(trimmed)) return [];
  return parseThresholds(text) ?? undefined;
}

/** Returns the inverse of {@link parseProfileThresholds}. */
export function profileThresholdsText(profileThresholds: readonly number[] | undefined): string {
  if (!profileThresholds) return '';
  return profileThresholds.length === 0 ? '0' : thresholdsText(profileThresholds);
}
