import { describe, expect, it } from 'vitest';
import { Age } from '../../../../components/ui/age.tsx';
import { HOUR_MS } from '../../../../lib/domain/time.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('the age of numbers', () => {
  it('is the time they were read at when a clock that was ahead is right again, never “just now”', () => {
    const textAt = (at: number, failed = false) => Age({ at, now: NOW, failed }).props.children;
    expect(textAt(NOW)).toBe('Updated just now');
    expect(textAt(NOW + HOUR_MS)).toBe(textAt(NOW + HOUR_MS, true));
    expect(textAt(NOW + HOUR_MS)).not.toContain('just now');
  });
});
