import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ResourceAmount } from '../../../../../components/options/profile/usage-tab.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const amountText = (used: number, limit: number | null) => {
  const resourceLimits = limit === null ? {} : { tcore: limit };
  const row = { profile: {}, usage: { resources: { tcore: used }, resourceLimits }, status: {} };
  return textOf(h(ResourceAmount, { row: row as unknown as ProfileRow, resource: 'tcore' }));
};

it('a resource says of how many, unless that isn’t known or nothing is allocated', () => {
  expect(amountText(2, 10)).toMatch(/^2 of 10/);
  expect(amountText(2, null)).toBe('2');
  expect(amountText(0, 0)).toBe('0');
});
