import { leakedInText } from './leaks.ts';
import type { Performed } from './ledger.ts';
import type { World } from './world.ts';

/** Text that no page may show: values that were not formatted. */
const UNFORMATTED = /\bundefined\b|\bNaN\b|\[object |\b1970\b|Invalid Date/;
const SETTLE_TIMEOUT_MS = 15_000;
/** Returns the invariants that do not hold now, as sentences. */
export async function broken(world: World, performed: Performed[]): Promise<string[]> {
  const found: string[] = [];
  const texts = await Promise.all(world.pages.map((page) => page.evaluate(shownText)));
  for (const [index, text] of texts.entries()) {
    const nonsense = UNFORMATTED.exec(text);
    if (nonsense) found.push(`${world.pages[index]!.url()} shows "${around(text, nonsense.index)}"`);
  }
  found.push(...world.extension.errors.map((error) => `nobody caught: ${error}`));
  for (const { do: action, reply, subject } of performed) {
    // A new token's value is returned once; the file that an export saves is its subject.
    const isCreated = action === 'create-token' || action === 'rotate-token';
    const text = isCreated ? '' : JSON.stringify(reply) + subject;
    found.push(...leakedInText(`the reply or file of ${action}`, text, world.tokens));
  }
  return found;
}

/**
 * Returns the texts of a page, those of fields and for a screen reader included, apart from each other: "Name 197"
 * beside "0%" is no year. Runs in the page.
 */
function shownText(): string {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.nodeValue ?? '');
  for (const element of document.querySelectorAll(
    '[aria-label], [title], [alt], [placeholder], input, textarea',
  )) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      texts.push(element.getAttribute(name) ?? '');
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      texts.push(element.value);
  }
  return texts.join(' ');
}

/** Returns a sentence for each page that still loads after a while. */
export async function unsettled(world: World): Promise<string[]> {
  const found = await Promise.all(
    world.pages.map(async (page) => {
      const deadline = Date.now() + SETTLE_TIMEOUT_MS;
      while (await page.evaluate(isLoading)) {
        if (Date.now() > deadline) return [`${page.url()} still loads after ${SETTLE_TIMEOUT_MS / 1000} s`];
        await page.evaluate(() => new Promise((frame) => setTimeout(frame, 30)));
      }
      return [];
    }),
  );
  return found.flat();
}

/** Returns true while a part of the page loads. Runs in the page. */
export function isLoading(): boolean {
  const parts = document.querySelectorAll('[aria-busy="true"], .skeleton');
  return [...parts].some((part) => part.matches('[aria-busy="true"]') || part.checkVisibility());
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 40), index + 40).replaceAll('\n', ' ');
}
