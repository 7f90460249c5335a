import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProfileKey, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import {
  contrast,
  PROFILE_COLOURS,
  profileColour,
  safeColour,
} from '../../../../lib/domain/profiles/colour.ts';
import { profileInitial } from '../../../../lib/domain/profiles/initial.ts';
import type { NameRule } from '../../../../lib/domain/settings/name-rules.ts';
import { US } from '../make.ts';

const LIGHT_SURFACE = '#ffffff';
const DARK_SURFACE = '#16181d';
const key = profileKeyOf(US, '5f1a2b3c4d5e6f7a8b9c0d1e');

function expectSafe(colour: string) {
  expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colour, LIGHT_SURFACE)).toBeGreaterThanOrEqual(3);
  expect(contrast(colour, DARK_SURFACE)).toBeGreaterThanOrEqual(3);
}

const colourOf = (profileKey: ProfileKey, chosen?: string | null, rules: NameRule[] = []) =>
  profileColour({ profileKey, name: 'Acme Prod' }, chosen, rules);

describe('profileColour', () => {
  it('of any profile is always the same, with enough contrast', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const colour = colourOf(profileKeyOf(US, id));
        expect(colour).toBe(colourOf(profileKeyOf(US, id), null));
        expectSafe(colour);
      }),
    );
  });

  it('distributes profiles evenly over the colors', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 1200; i++) {
      const colour = colourOf(profileKeyOf(US, i.toString(16).padStart(24, '0')));
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    expect(counts.size).toBe(PROFILE_COLOURS.length);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });

  it('is the chosen colour, unchanged where it has enough contrast', () => {
    for (const colour of PROFILE_COLOURS) expect(colourOf(key, colour)).toBe(colour);
    expect(colourOf(key, 'tomato')).toBe(colourOf(key));
  });

  it('is that of the first rule on the name that has one, where no colour was chosen', () => {
    const rule = (text: string, colour: string | null): NameRule => ({
      text,
      match: 'contains',
      colour,
      confirmFull: true,
    });
    const rules = [
      rule('test', '#2a6fb5'),
      rule('prod', null),
      rule('PROD', '#b8405e'),
      rule('acme', '#2f7d5b'),
    ];
    expect(colourOf(key, null, rules)).toBe('#b8405e');
    expect(colourOf(key, '#64748b', rules)).toBe('#64748b');
    expect(colourOf(key, null, rules.slice(0, 2))).toBe(colourOf(key));
    expectSafe(colourOf(key, null, [rule('acme', '#ffffff')]));
  });

  it('changes any other colour until it has enough contrast', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const safe = safeColour(`#${value.toString(16).padStart(6, '0')}`);
        expectSafe(safe!);
        expect(safeColour(safe!)).toBe(safe);
      }),
    );
    expectSafe(colourOf(key, '#fff'));
    expectSafe(colourOf(key, '#000'));
  });
});

describe('profileInitial', () => {
  it.each([
    ['Acme Farms', null, 'A'],
    ['água', null, 'Á'],
    ['  (9) sites', null, '9'],
    ['東京', null, '東'],
    ['—', null, '—'],
    ['', null, '?'],
    ['Acme', '👩‍🌾', '👩‍🌾'],
  ])('of %j with emoji %j is %s', (name, emoji, initial) => {
    expect(profileInitial(name, emoji)).toBe(initial);
  });
});
