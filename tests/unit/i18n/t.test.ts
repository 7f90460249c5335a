import { expect, it } from 'vitest';
import { plural, t } from '../../../lib/i18n/t.ts';

it('numbers in a text are grouped as the language does, in any place', () => {
  expect(t('costOthers', 4991)).toBe('4,991 others');
  expect(t('profilesTagCount', '#prod', 1234)).toBe('#prod (1,234)');
  expect(plural('settingsProfilesCount', 1234)).toBe('1,234 profiles');
  expect(t('costOthers', 7)).toBe('7 others');
});

it('what is given as text stays as it is', () => {
  expect(t('profilesTagCount', '#2026', 3)).toBe('#2026 (3)');
});
