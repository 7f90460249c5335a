import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinQuietHours, parseTime, timeText } from '../../../../lib/domain/alerts/quiet-hours.ts';

describe('quiet hours', () => {
  it.each([
    [{ from: 0, to: 0 }, 0, false],
    [{ from: 60, to: 120 }, 60, true],
    [{ from: 60, to: 120 }, 120, false],
    [{ from: 1320, to: 420 }, 1400, true],
    [{ from: 1320, to: 420 }, 419, true],
    [{ from: 1320, to: 420 }, 420, false],
  ])('%j at minute %i: %s', (quiet, minute, expected) => {
    expect(isWithinQuietHours(quiet, minute)).toBe(expected);
  });
});

it('times are parsed as they were written', () => {
  fc.assert(
    fc.property(fc.nat(1439), (minutes) => {
      expect(parseTime(timeText(minutes))).toBe(minutes);
    }),
  );
  for (const text of ['', '24:00', '7:30', '07:60']) expect(parseTime(text)).toBeNull();
});
