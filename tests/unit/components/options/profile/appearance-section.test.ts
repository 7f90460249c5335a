import { describe, expect, it } from 'vitest';
import { lastGrapheme } from '../../../../../components/options/profile/appearance-section.tsx';

describe('a profile’s emoji', () => {
  it.each([
    ['🚜', '🚜'],
    ['🚜👩‍🌾', '👩‍🌾'],
    ['ab', 'b'],
    [' ', ''],
    ['🚜\u200b', '🚜'],
    ['🚜 \u2800', '🚜'],
    ['\u2800', ''],
    ['🇵🇹', '🇵🇹'],
  ])('%s becomes %s', (typed, shown) => {
    expect(lastGrapheme(typed)).toBe(shown);
  });
});
