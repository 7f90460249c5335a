import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayText, isolate } from '../../../../lib/domain/text/foreign.ts';

/** Returns how many bidirectional embeddings and isolates are open at the end; NaN when one is closed too often. */
function openAtEnd(text: string): number {
  let depth = 0;
  for (const character of text) {
    if (/[\u2066-\u2068\u202a\u202b\u202d\u202e]/.test(character)) depth++;
    if (/[\u2069\u202c]/.test(character)) depth--;
    if (depth < 0) return Number.NaN;
  }
  return depth;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'ש', ' ', '\u202e', '\u2066', '\u2069', '\u200b', '\u202c', '\n') }),
);

describe('text from elsewhere', () => {
  it('is unchanged where it is plain', () => {
    for (const text of ['Acme Farms', 'Água Fresca — São Paulo', '東京 温室', 'Straße 9 → 10', ''])
      expect([displayText(text), isolate(text)]).toEqual([text, text]);
  });

  it('loses overrides and direction marks, which would reverse the rest of a sentence', () => {
    expect(displayText('Acme\u202e smraF')).toBe('Acme smraF');
    expect(isolate('Acme\u202e smraF')).toBe('\u2068Acme smraF\u2069');
  });

  it('is isolated where it has letters written right to left', () => {
    expect(isolate('חווה 12')).toBe('\u2068חווה 12\u2069');
  });

  it('is shown as code points where all of it is invisible', () => {
    expect(displayText('\u200b\u3164')).toBe('U+200B U+3164');
    expect(displayText('\u3000')).toBe('U+3000');
    expect(isolate(' \u00a0')).toBe('U+0020 U+00A0');
    expect(displayText('')).toBe('');
  });

  it('keeps joined emoji', () => {
    expect(displayText('👩‍🌾 Farm')).toBe('👩‍🌾 Farm');
  });

  it('never leaves an isolate open, also when it is isolated twice', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const sentence = isolate(`${isolate(one)}: ${isolate(other)}`);
        expect(openAtEnd(sentence)).toBe(0);
        expect(sentence).not.toMatch(/[\u202a-\u202e\u200e\u200f]/);
      }),
    );
  });
});
