import { expect, it } from 'vitest';
import { isNothingAllocated } from '../../../../lib/domain/usage/service.ts';
import { usageStatus } from '../../../../lib/domain/usage/usage-status.ts';

it.each([
  [[], false],
  [[{ service: 'input', limit: 0 }], true],
  [
    [
      { service: 'input', limit: 0 },
      { service: 'dashboard_output', limit: 50_000_000 },
    ],
    true,
  ],
  [[{ service: 'dashboard_output', limit: 50_000_000 }], false],
  [
    [
      { service: 'input', limit: 0 },
      { service: 'a_new_service', limit: 1 },
    ],
    false,
  ],
])('of %j nothing is allocated: %s', (services, expected) => {
  expect(isNothingAllocated(services)).toBe(expected);
});

it.each([
  [0, null],
  [50_000_000, 'blocked'],
])('with nothing allocated, %d of the plan’s fixed limit used shows as %s', (used, level) => {
  const now = Date.UTC(2026, 10, 26);
  const usage = {
    fetchedAt: now,
    services: { input: { used: 0, limit: 0 }, dashboard_output: { used, limit: 50_000_000 } },
  };
  expect(usageStatus(usage, now).worst?.level ?? null).toBe(level);
});
