import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BADGE_COLORS } from '../../../lib/toolbar/badge-colors.ts';

const TOKENS = fs.readFileSync('components/styles/tokens.css', 'utf8');

/** Returns the light value of a colour in tokens.css. */
function lightToken(name: string): string | undefined {
  return TOKENS.match(new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}),`))?.[1];
}

describe('the badge and the pages', () => {
  it.each(['warning', 'high', 'blocked'] as const)('have the same colour for %s', (level) => {
    expect(BADGE_COLORS[level]).toBe(lightToken(level));
  });

  it('share no other colour: ok and unknown are less conspicuous on the toolbar', () => {
    expect(Object.keys(BADGE_COLORS)).toEqual(['ok', 'warning', 'high', 'blocked', 'quiet']);
  });
});
