import path from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import type * as Blocks from '../../entrypoints/docs.content/blocks.ts';
import { ensureChromium } from '../browsers/install.ts';
import { codeBlock, page as docsPage } from '../docs-pages/markup.ts';
import { median } from '../simulations/median.ts';
import { atMost, type Measurement } from './measure.ts';
import { DEFINE_NAME_HELPER } from './name-helper.ts';

const ROUNDS = 50;

/** The site's three heaviest pages, by elements without code and code blocks (measured on the real site). */
const PAGES = [
  { elements: 7_120, blocks: 0 },
  { elements: 5_728, blocks: 2 },
  { elements: 4_594, blocks: 42 },
];

/** How long the content script's own scan of a page takes. */
export async function benchDocs(): Promise<Measurement[]> {
  const script = await bundle();
  const browser = await chromium.launch({ executablePath: ensureChromium(console.log).path });
  try {
    const measurements: Measurement[] = [];
    for (const { elements, blocks } of PAGES) {
      const page = await browser.newPage();
      await page.setContent(docsPage('Bench', article(elements, blocks)));
      await page.evaluate(() => document.documentElement.setAttribute('data-has-hydrated', 'true'));
      await page.addScriptTag({ content: script });
      await page.evaluate(DEFINE_NAME_HELPER);
      const times = await page.evaluate((rounds) => {
        const { watchBlocks } = (globalThis as unknown as { Scan: typeof Blocks }).Scan;
        const nothing = () => {};
        return Array.from({ length: rounds }, () => {
          const blocks = watchBlocks({ isEnabled: () => true, show: nothing, hide: nothing, moved: nothing });
          blocks.start();
          const begun = performance.now();
          blocks.scan();
          const took = performance.now() - begun;
          blocks.stop();
          return took;
        });
      }, ROUNDS);
      const what = `docs page, ${elements.toLocaleString('en')} elements, ${blocks} blocks: scan`;
      measurements.push(atMost(what, median(times), 5, 'ms'));
      await page.close();
    }
    return measurements;
  } finally {
    await browser.close();
  }
}

function article(elements: number, blocks: number): string {
  const samples = Array.from({ length: blocks }, (_, index) =>
    codeBlock(
      `curl -H "Profile-Token: <your-profile-token>" \\\n  https://api.us-e1.tago.io/device?page=${index}\n${'# a line of output\n'.repeat(12)}`,
    ),
  );
  const prose = Array.from(
    { length: Math.floor(elements / 3) },
    (_, index) => `<p>Word <b>${index}</b> <a href="#">link</a></p>`,
  );
  return `<h1>Bench</h1>${prose.join('')}${samples.join('')}`;
}

/** Returns the content script's scan, bundled by itself. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: path.resolve('entrypoints/docs.content/blocks.ts'), formats: ['iife'], name: 'Scan' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('the content script could not be bundled');
  return result.output[0].code;
}
