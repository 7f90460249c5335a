import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Returns what axe finds on the page as it stands, and where; in dark only the colors differ, so that contrast
 * alone is tried. The page stays in that colour scheme.
 */
export async function axeProblems(
  page: Page,
  colorScheme: 'light' | 'dark',
): Promise<{ id: string; nodes: string[] }[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // The pages have no frames of other origins: one run in the page itself will do.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const rules = colorScheme === 'light' ? axe.withTags(LEVELS) : axe.withRules(['color-contrast']);
  const { violations } = await rules.analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }));
}

/** Axe finds nothing on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    expect(await axeProblems(page, colorScheme), `axe on ${what}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
