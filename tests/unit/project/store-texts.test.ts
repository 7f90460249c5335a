import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { STORE_TEXTS } from '../../release/store-texts.ts';

describe('store texts', () => {
  test.each(Object.entries(STORE_TEXTS))('%s is up to date with the facts in store/', (file, write) => {
    expect(fs.readFileSync(file, 'utf8')).toBe(write());
  });

  const LANGUAGES = ['en', 'pt_BR', 'es'];
  test.each(LANGUAGES)('the listing in %s is within the stores’ limits', (language) => {
    const listing = fs.readFileSync(`store/listing/${language}.md`, 'utf8');
    const summary = /^## \S.*\n\n(.+)$/m.exec(listing)?.[1] ?? '';
    expect(summary.length).toBeGreaterThan(40);
    expect(summary.length).toBeLessThanOrEqual(132);
    expect(listing).toContain('Profiles for TagoIO');
  });
});
