import { expect, it } from 'vitest';
import { nothingIsAllocated } from '../../../../lib/domain/usage/service.ts';

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
  expect(nothingIsAllocated(services)).toBe(expected);
});
