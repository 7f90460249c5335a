import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { DOCK, DocsPage } from './pages/docs-page.ts';
import { LONG } from './tags.ts';

const PATHS = [
  '/docs/tagoio/analysis/sdk/python-sdk/',
  operationPath('GET', '/profile/:id/summary'),
  operationPath('PUT', '/profile/:id/service'),
  '/docs/narrow/',
];
const WIDTHS = [360, 400, 800, 1280, 1440, 1920];
/** The site's links and buttons that may be beside the dock once a page is scrolled to its end. */
const BESIDE_DOCK = [
  '.menu__list li:last-child a',
  '.pagination-nav__link--prev',
  '.pagination-nav__link--next',
  '.table-of-contents li:last-child a',
  '.doc-gap-fab',
  '.theme-back-to-top-button',
];

test(
  'the button shows its text and covers neither code nor the site’s buttons, at any width',
  LONG,
  async ({ extension, sandbox, docs: site }) => {
    test.setTimeout(180_000);
    site.handler = docsSite();
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/');
    for (const width of WIDTHS) {
      await docs.page.setViewportSize({ width, height: 900 });
      for (const path of PATHS) {
        await docs.page.goto(`https://docs.tago.io${path}`);
        const copy = await docs.box('button', /^Copy (with|ready to run)/);
        const more = await docs.box('button', 'Other ways to copy');
        const where = `${path} at ${width}`;
        expect(copy.width, where).toBeGreaterThan(100);
        const bar = { left: copy.x, top: copy.y, right: more.x + more.width, bottom: copy.y + copy.height };
        expect(bar.left, where).toBeGreaterThanOrEqual(0);
        expect(bar.right, where).toBeLessThanOrEqual(width);
        const covered = await docs.page.evaluate(({ left, top, right, bottom }) => {
          const overlaps = (box: DOMRect) =>
            box.width > 0 && box.left < right && box.right > left && box.top < bottom && box.bottom > top;
          const found: string[] = [];
          const range = document.createRange();
          for (const line of document.querySelectorAll('.token-line')) {
            range.selectNodeContents(line);
            if ([...range.getClientRects()].some(overlaps)) found.push(line.textContent ?? '');
          }
          for (const other of document.querySelectorAll('button, [role=tab], a')) {
            if (overlaps(other.getBoundingClientRect())) found.push(other.outerHTML.slice(0, 80));
          }
          return found;
        }, bar);
        expect(covered, where).toEqual([]);
      }
    }
  },
);

test(
  'the closed dock covers no link or button of the site, at any width',
  LONG,
  async ({ extension, sandbox, docs: site }) => {
    site.handler = docsSite();
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, PATHS[0]!);
    const lookedAt = new Set<string>();
    for (const width of WIDTHS) {
      await docs.page.setViewportSize({ width, height: 900 });
      for (const path of PATHS) {
        await docs.page.goto(`https://docs.tago.io${path}`);
        const dock = await docs.box('button', DOCK);
        expect(dock.width, `the handle at ${width}`).toBeLessThanOrEqual(17);
        const seen = await docs.page.evaluate((selectors) => {
          for (const box of [
            document.querySelector('.theme-doc-sidebar-container'),
            document.scrollingElement,
          ]) {
            box?.scrollTo(0, box.scrollHeight);
          }
          return selectors.flatMap((selector) => {
            const element = document.querySelector(selector);
            const box = element?.getBoundingClientRect();
            if (!element || !box || box.width === 0) return [];
            const points = [0.02, 0.5, 0.98].map((part) => box.left + box.width * part);
            const y = Math.min(box.top + box.height / 2, innerHeight - 1);
            const ours = points.filter((x) =>
              document.elementFromPoint(x, y)?.hasAttribute('data-profiles-for-tagoio'),
            );
            return [{ selector, covered: ours.length > 0 }];
          });
        }, BESIDE_DOCK);
        expect(
          seen.filter(({ covered }) => covered),
          `${path} at ${width}`,
        ).toEqual([]);
        for (const { selector } of seen) lookedAt.add(selector);
      }
    }
    expect([...lookedAt].sort()).toEqual([...BESIDE_DOCK].sort());
  },
);
