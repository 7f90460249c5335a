import { defineConfig } from '@playwright/test';

/** Real browsers with the shipped build, unmodified; see tests/e2e/README.md. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // What takes long has a command of its own: npm run test:long.
  ...(process.env.LONG_TESTS ? { grep: /@long/ } : { grepInvert: /@long/ }),
  // Another try where the outcome decides; what passed only then is named in the report.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: 'firefox/**' },
    { name: 'firefox', testMatch: 'firefox/**/*.spec.ts', timeout: 120_000 },
  ],
});
