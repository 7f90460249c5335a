import { defineConfig } from '@playwright/test';

const LONG = !!process.env.LONG_TESTS;

/** Real browsers with the shipped build, unmodified; see tests/e2e/README.md. */
export default defineConfig<{ browserUnderTest: 'chromium' | 'firefox' }>({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // What takes long has a command of its own: npm run test:long.
  ...(LONG ? { grep: /@long/ } : { grepInvert: /@long/ }),
  // Another try where the outcome decides; what passed only then is named in the report.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: 'e2e/firefox/**' },
    { name: 'firefox', testMatch: 'e2e/firefox/**/*.spec.ts', timeout: 120_000 },
    // Specs of both browsers: Chromium's in npm test, Firefox's in npm run test:long.
    ...(LONG
      ? [
          {
            name: 'both',
            testIgnore: 'e2e/firefox/**',
            grep: /@both/,
            timeout: 180_000,
            use: { browserUnderTest: 'firefox' as const },
          },
        ]
      : []),
  ],
});
