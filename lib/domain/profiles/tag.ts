import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import { nameCollator } from '../text/collate.ts';
import { fold, isBlank } from '../text/fold.ts';
import { oneLine } from '../text/one-line.ts';

/** In UTF-16 units: a tag stands beside a name. */
export const MAX_TAG_LENGTH = 24;

/** Why a tag can't be saved, as a message key. */
type TagProblem = 'ruleTagTooLong' | 'ruleTagCharacters';

/**
 * Reads a tag as typed: spaces joined, a leading `#` dropped, since that is how the filter names tags. An empty text
 * is no tag (null).
 */
export function parseTag(text: string): { ok: true; tag: string | null } | { ok: false; rule: TagProblem } {
  const tag = oneLine(text).replace(/^#+\s*/u, '');
  if (tag.length > MAX_TAG_LENGTH) return { ok: false, rule: 'ruleTagTooLong' };
  if (tag !== '' && !isTag(tag)) return { ok: false, rule: 'ruleTagCharacters' };
  return { ok: true, tag: tag || null };
}

/** Returns true for a tag as the form stores it: visible text in one line. */
export function isTag(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_TAG_LENGTH &&
    value === oneLine(value) &&
    !value.startsWith('#') &&
    // Control and formatting characters, which could turn the text around, and lone surrogates.
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value.replaceAll('\u200d', '')) &&
    !isBlank(value)
  );
}

/** Returns true if two tags are the same to a person. */
export function sameTag(a: string | null | undefined, b: string | null | undefined): boolean {
  return a && b ? fold(a) === fold(b) : !a && !b;
}

/** Returns every tag once, by name, with the number of profiles that have it. */
export function countTags(
  preferences: Iterable<Pick<ProfilePreferences, 'tag'> | undefined>,
): { tag: string; count: number }[] {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const one of preferences) {
    if (!one?.tag) continue;
    const key = fold(one.tag);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { tag: one.tag, count: 1 });
  }
  return [...counts.values()].sort((a, b) => nameCollator().compare(a.tag, b.tag));
}
