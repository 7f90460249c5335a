import { expect, test } from 'vitest';
import { buildWarnings } from '../../run/checks.ts';

test('a build without warnings passes', () => {
  expect(buildWarnings('WXT 0.21.4\n[info] Building\n\r⠙ [1/5] pick\n[success] Built in 3 s')).toEqual([]);
});

test('the warning about the entrypoint that Firefox skips is expected', () => {
  expect(buildWarnings('[warn] The following entrypoints have been skipped:\n- offscreen')).toEqual([]);
});

test.each([
  '[warn] Manifest is missing a permission',
  '[INEFFECTIVE_DYNAMIC_IMPORT] a.ts is dynamically imported by b.ts',
  '[CIRCULAR_DEPENDENCY] a.ts -> b.ts',
])('%s fails the build, also behind a spinner', (warning) => {
  expect(buildWarnings(`[info] Building\n⠇ [4/5] options${warning}\n`)).toEqual([warning]);
});
