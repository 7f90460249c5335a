import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ShareSlider, UsedCell } from '../../../../../components/options/allocation/share-cells.tsx';
import type { ShareRow } from '../../../../../components/options/allocation/share-rows.ts';
import { usageStatus, usedOf } from '../../../../../lib/domain/usage/usage-status.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const NOW = Date.UTC(2026, 10, 20);

it('a number that couldn’t be read is unknown; one of last month, or that wasn’t in the last ones, isn’t loaded yet', () => {
  const textAt = (now: number, fetchedAt: number | null, unreadable = ['input']) => {
    const status = usageStatus({ services: {}, unreadable, fetchedAt }, now);
    const used = usedOf(status, 'input', 100);
    const row = { profileRow: { status }, limit: 100, used } as unknown as ShareRow;
    return textOf(h(UsedCell, { service: 'input', row }));
  };
  expect(textAt(NOW, NOW)).toBe('not known');
  expect(textAt(NOW, null)).toBe('not loaded yet');
  expect(textAt(Date.UTC(2026, 11, 1, 1), NOW)).toBe('not loaded yet');
  expect(textAt(NOW, NOW, [])).toBe('not loaded yet');
});

it('one key on the slider changes no share by more than a tenth, and an empty one by less than a percent of all', () => {
  const stepOf = (pool: number, limit: number) => {
    const slider = ShareSlider({
      name: '',
      service: 'input',
      pool,
      limit,
      max: pool,
      disabled: false,
      onSlide() {},
    });
    return slider.props.step;
  };
  expect(stepOf(3_000_000, 0)).toBe(20_000);
  expect(stepOf(3_000_000, 350_000)).toBe(20_000);
  expect(stepOf(5_000_000_000, 350_000)).toBe(20_000);
  for (const limit of [110, 199, 220, 550])
    expect(stepOf(5_000_000_000, limit)).toBeLessThanOrEqual(limit / 10);
  expect(stepOf(5_000_000_000, 3)).toBe(1);
});
