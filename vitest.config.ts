import os from 'node:os';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/**
 * Tests of code without state: their files share their modules and globals, which is three times as fast. Two that
 * replace globals are left out.
 */
const STATELESS = 'tests/unit/{async,domain,project}/**/!(sample-method|documented-limits).test.ts';

const unit = {
  plugins: [WxtVitest()],
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
};
const unitTest = {
  setupFiles: ['fake-indexeddb/auto', './tests/unit/setup.ts'],
  // Property tests take their time on a busy machine; none is judged by it.
  testTimeout: 30_000,
};

/**
 * `unit` mirrors lib/, with the stack's fake browser and a fake IndexedDB, as does `stateless`; `contract` runs the
 * platform's official SDK against the sandbox, in plain Node. Real browsers are driven by playwright.config.ts.
 */
export default defineConfig({
  test: {
    pool: 'threads',
    // One more than there are processors: tests with the sandbox wait for it.
    maxWorkers: os.availableParallelism() + 1,
    projects: [
      {
        ...unit,
        test: {
          ...unitTest,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          exclude: [STATELESS],
        },
      },
      { ...unit, test: { ...unitTest, name: 'stateless', include: [STATELESS], isolate: false } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
