import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import dataUse from '../../../store/data-use.json' with { type: 'json' };
import { permissionFields, STORE_TEXTS } from '../../release/store-texts.ts';

describe('store texts', () => {
  test.each(Object.entries(STORE_TEXTS))('%s is up to date with the facts in store/', (file, write) => {
    expect(fs.readFileSync(file, 'utf8')).toBe(write());
  });

  test('the stores get the addresses that the package names', () => {
    const readme = fs.readFileSync('store/README.md', 'utf8');
    const { homepage, bugs } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    for (const address of [homepage, bugs, `${homepage}/blob/main/store/privacy-policy.md`]) {
      expect(readme).toContain(`<${address}>`);
    }
  });

  test.each(Object.entries({ 'single purpose': dataUse.singlePurpose, ...permissionFields() }))(
    'the text for %s fits into Chrome’s field',
    (_field, text) => expect(text.length).toBeLessThanOrEqual(1000),
  );

  test.each([
    ['store/test-instructions.md', 'Chrome', 500],
    ['store/reviewer-notes.md', 'Firefox', 3000],
  ])('%s fits into %s’s field for reviewers', (file, _store, limit) => {
    expect(fs.readFileSync(file, 'utf8').length).toBeLessThanOrEqual(limit);
  });

  const LANGUAGES = ['en', 'pt_BR', 'es'];
  const messagesOf = (language: string): Record<string, { message: string }> =>
    JSON.parse(fs.readFileSync(`public/_locales/${language}/messages.json`, 'utf8'));
  test.each(LANGUAGES)('the listing in %s is within the stores’ limits', (language) => {
    const listing = fs.readFileSync(`store/listing/${language}.md`, 'utf8');
    const summary = /^## \S.*\n\n(.+)$/m.exec(listing)?.[1] ?? '';
    expect(summary).toBe(messagesOf(language).extensionDescription?.message);
    expect(summary.length).toBeLessThanOrEqual(132);
    // Edge asks for 250 characters at least, and takes fewer than the others.
    const description = listing.split(/^## .*$/m)[2]!.trim();
    expect(description.length).toBeGreaterThanOrEqual(250);
    expect(description.length).toBeLessThanOrEqual(10_000);
    expect(listing).toContain('Profiles for TagoIO');
  });
});
