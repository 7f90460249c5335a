import type { Page } from '@playwright/test';
import type { MessageKey } from '../../lib/i18n/t.ts';
import { operationPath } from '../docs-pages/site.ts';
import { DocsPage } from '../e2e/pages/docs-page.ts';
import { type Stage, withActive } from './states.ts';
import type { Words } from './words.ts';

const PATH = operationPath('GET', '/profile/:id/summary');
const SIZE = { width: 1440, height: 900 };
/** The profile with the longest name. */
const LONG_NAME = 'Weiß & Söhne Gartenbau GmbH';
export const THEMES = ['light', 'dark'] as const;

/** Shows what the extension puts into the docs site, in the site's two themes, one after the other. */
export async function visitDocs(
  stage: Stage,
  take: (page: Page, name: string, theme: (typeof THEMES)[number]) => Promise<void>,
): Promise<void> {
  const { extension, words } = stage;
  const back = await withActive(stage, LONG_NAME);
  for (const theme of THEMES) {
    const docs = await DocsPage.open(extension.context, `${PATH}?docusaurus-theme=${theme}`);
    const { page } = docs;
    await page.setViewportSize(SIZE);
    const copy = named(words, 'docsCopyRunnableWith');
    await docs.get('button', copy);
    await docs.get('button', named(words, 'docsDockHandle'));
    await docs.idle();
    await take(page, 'docs', theme);

    const { x, y, width, height } = await docs.box('button', named(words, 'docsDockHandle'));
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await docs.get('button', named(words, 'docsDockSwitch'));
    await take(page, 'docs, dock', theme);

    await docs.press('button', copy);
    await docs.text(/\S/);
    await take(page, 'docs, bubble', theme);

    await docs.press('button', words('docsMoreWays'));
    await docs.get('menuitem', named(words, 'docsTokenAlone'));
    await take(page, 'docs, menu', theme);
    await page.close();
  }
  await back();
}

/** Returns what matches a message, whatever its substitutions are. */
function named(words: Words, key: MessageKey): RegExp {
  const parts = words(key, '\0', '\0', '\0').split('\0');
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
}
