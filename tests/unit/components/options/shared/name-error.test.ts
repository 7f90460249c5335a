import { expect, it } from 'vitest';
import { nameError } from '../../../../../components/options/shared/name-error.ts';
import { parseName } from '../../../../../lib/domain/profiles/platform-name.ts';

const FAMILY = '👨‍👩‍👧‍👦';

it.each([FAMILY, `🇧🇷 ${FAMILY} 👍🏽 Fazenda`, 'नमस्ते', '𝒜cme'])('takes %s as it was typed', (name) => {
  expect(nameError(` ${name} `)).toBeNull();
  expect(parseName(` ${name} `)).toBe(name);
});

it('says that a name is too long, instead of cutting it within an emoji', () => {
  expect(nameError(FAMILY.repeat(9))).toBeNull();
  expect(nameError(FAMILY.repeat(10))).toContain('100');
  expect(nameError('   ')).not.toBeNull();
});
