import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTags, isTag, MAX_TAG_LENGTH, parseTag, sameTag } from '../../../../lib/domain/profiles/tag.ts';

const read = (text: string) => {
  const parsed = parseTag(text);
  return parsed.ok ? parsed.tag : parsed.rule;
};

describe('parseTag', () => {
  it('takes a tag as people write it', () => {
    expect(read('  Acme   Farms ')).toBe('Acme Farms');
    expect(read('#prod')).toBe('prod');
    expect(read('東京')).toBe('東京');
    expect(read('👩‍🌾 Água')).toBe('👩‍🌾 Água');
    expect(read('   ')).toBeNull();
    expect(read('#')).toBeNull();
  });

  it('refuses what is too long or can’t be seen', () => {
    expect(read('x'.repeat(MAX_TAG_LENGTH))).toHaveLength(MAX_TAG_LENGTH);
    expect(read('x'.repeat(MAX_TAG_LENGTH + 1))).toBe('ruleTagTooLong');
    expect(read('a\u202eb')).toBe('ruleTagCharacters');
    expect(read('a\u0000b')).toBe('ruleTagCharacters');
    expect(read('\ud800')).toBe('ruleTagCharacters');
    expect(read('\u200d')).toBe('ruleTagCharacters');
    expect(read('\u2800')).toBe('ruleTagCharacters');
  });

  it('returns only what may be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const parsed = parseTag(text);
        expect(!parsed.ok || parsed.tag === null || isTag(parsed.tag)).toBe(true);
      }),
    );
  });
});

describe('tags', () => {
  it('are counted once, whatever their case', () => {
    expect(
      countTags([
        { tag: 'Prod' },
        undefined,
        { tag: 'água' },
        { tag: 'prod' },
        { tag: null },
        { tag: 'Agua' },
      ]),
    ).toEqual([
      { tag: 'água', count: 2 },
      { tag: 'Prod', count: 2 },
    ]);
  });

  it('are the same whatever their case; none is the same as none', () => {
    expect(sameTag('Prod', 'prod')).toBe(true);
    expect(sameTag('Prod', 'product')).toBe(false);
    expect(sameTag(null, undefined)).toBe(true);
    expect(sameTag(null, 'prod')).toBe(false);
  });
});
