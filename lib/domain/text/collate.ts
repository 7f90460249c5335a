const COLLATORS = new Map<string, Intl.Collator>();

/**
 * Returns a comparison of names as people sort them: by language, accents and case aside, `Site 9` before `Site 10`.
 */
export function nameCollator(language?: string): Intl.Collator {
  const key = language ?? '';
  let collator = COLLATORS.get(key);
  if (!collator) {
    collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
    COLLATORS.set(key, collator);
  }
  return collator;
}

/** Returns the language that names are sorted by, as a BCP 47 tag. */
export function sortLanguage(): string {
  return new Intl.Collator().resolvedOptions().locale;
}
