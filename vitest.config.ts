import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/**
 * `unit` mirrors lib/, with the stack's fake browser and a fake IndexedDB; `contract` runs the platform's
 * official SDK against the sandbox, in plain Node. Real browsers are driven by playwright.config.ts.
 */
export default defineConfig({
  test: {
    pool: 'threads',
    // By default one processor is left idle.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [WxtVitest()],
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['fake-indexeddb/auto', './tests/unit/setup.ts'],
          // Property tests take their time on a busy machine; none is judged by it.
          testTimeout: 30_000,
        },
      },
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
