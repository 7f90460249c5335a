import { expect, it } from 'vitest';
import { shareText } from '../../../lib/i18n/share-text.ts';

it('a share of less than one percent is neither nothing nor one percent', () => {
  const texts = [0, 1, 9_999, 10_000, 994_000, 999_999, 1_000_000].map((part) => shareText(part, 1_000_000));
  expect(texts).toEqual(['0%', '<\u00a01%', '<\u00a01%', '1%', '99%', '99%', '100%']);
  expect(shareText(5, 0)).toBe('0%');
});
