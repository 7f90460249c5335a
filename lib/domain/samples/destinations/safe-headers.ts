import { profileTokenPlaces } from '../token-placeholders.ts';

/** Headers that are common beside a token, none of which sends a request to another host, with one line as value. */
const SAFE_HEADER =
  /^(accept|accept-encoding|accept-language|cache-control|content-type|user-agent|authorization|token|(?:profile|account|device|network|analysis)-token)[ \t]*:[^\n]*$/i;
const TOKEN_HEADER = /^(?:authorization|token|(?:profile|account)-token)$/i;

/** Stands where the token would go. */
const MARK = 'placeOfTheToken';
const MARKED_VALUE = new RegExp(`^(?:(?:bearer|token) +)?${MARK}$`, 'i');

/** Returns true for a header that doesn't redirect a request. */
export function isSafeHeader(header: string): boolean {
  return SAFE_HEADER.test(header);
}

/**
 * Returns a sample with a mark where the token would go; null when it contains the mark itself. A check can so see in
 * which part of a command or of a program the token would be.
 */
export function markTokenPlaces(text: string): string | null {
  if (text.includes(MARK)) return null;
  return profileTokenPlaces(text).reduceRight(
    (marked, [start, end]) => marked.slice(0, start) + MARK + marked.slice(end),
    text,
  );
}

/** Returns a part of a marked sample with the placeholder that the page shows. */
export function unmarked(part: string, text: string): string {
  const [start, end] = profileTokenPlaces(text)[0] ?? [0, 0];
  return part.replaceAll(MARK, () => text.slice(start, end));
}

/** Returns true if the token would be in this part of a marked sample. */
export function hasToken(part: string): boolean {
  return part.includes(MARK);
}

/** Returns true if a header's value, or a string, would be the token, with or without a scheme before it. */
export function isTokenValue(value: string): boolean {
  return MARKED_VALUE.test(value.trim());
}

/** Returns true unless the token would be in a header in another way than as the whole value of a header for one. */
export function holdsTokenRightly(header: string): boolean {
  if (!hasToken(header)) return true;
  const colon = header.indexOf(':');
  return TOKEN_HEADER.test(header.slice(0, colon).trim()) && isTokenValue(header.slice(colon + 1));
}
