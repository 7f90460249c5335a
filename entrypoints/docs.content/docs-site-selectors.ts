import { mayComplete } from '../../lib/domain/samples/may-complete.ts';
import {
  type ApiOperation,
  parseOperation,
  wantsProfileToken,
} from '../../lib/domain/samples/sample-operation.ts';
import { profileTokenPlaces } from '../../lib/domain/samples/token-placeholders.ts';
import type { DocsSample } from '../../lib/messages/protocol/docs.ts';

/**
 * Everything that is read from the docs site (Docusaurus with its OpenAPI theme), by the stable parts of its class
 * names: their suffixes change from build to build.
 */
export const BLOCKS = 'pre.prism-code';
const EXPLORER = 'openapi-explorer__code-block';
const LINES = '.token-line';
const ENDPOINT = '.openapi__method-endpoint';
const SECURITY = '.openapi-security__details';
const TOKEN_FIELD = 'input.openapi-explorer__form-item-input[type="password"]';
/** Parts of a page that say which token its samples need; when one appears or disappears, samples are read again. */
export const OPERATION_PARTS = `${ENDPOINT}, ${SECURITY}, ${TOKEN_FIELD}`;
/** Attributes of the root element that change while a page is open. */
export const ROOT_ATTRIBUTES = ['data-theme', 'data-has-hydrated'];

export type PageSample = Omit<DocsSample, 'profileKey'>;

/** Returns true if the site's scripts have hydrated the page: its elements stay from then on. */
export function isHydrated(): boolean {
  return document.documentElement.getAttribute('data-has-hydrated') === 'true';
}

export function pageTheme(): 'light' | 'dark' {
  return document.documentElement.getAttribute('data-theme') === 'dark' ? 'dark' : 'light';
}

/** Returns a block's sample that can be copied with a profile's token; null if it has none. */
export function sampleOf(block: Element): PageSample | null {
  const inExplorer = isExplorerBlock(block);
  // Most blocks of most pages end here, before their lines are joined.
  if (!inExplorer && !/token/i.test(block.textContent ?? '')) return null;
  const text = textOf(block);
  const operation = inExplorer ? readOperation() : null;
  if (profileTokenPlaces(text).length > 0) {
    return { text, method: operation?.method ?? null, what: 'placeholders' };
  }
  if (!operation || !mayComplete(text)) return null;
  return { text, method: operation.method, what: 'complete' };
}

/** Returns true if a block is in the API explorer, where a person completes a sample to call an operation. */
export function isExplorerBlock(block: Element): boolean {
  return block.classList.contains(EXPLORER);
}

/** Returns the group of the site's buttons on a block, which is beside its text; null if there is none. */
export function siteButtons(block: Element, host: Element): Element | null {
  const content = block.parentElement;
  const candidates = [...(content?.children ?? []), ...(content?.parentElement?.children ?? [])];
  return (
    candidates.find(
      (element) =>
        element !== host && element !== content && !element.matches('pre') && element.querySelector('button'),
    ) ?? null
  );
}

/** Returns the positions of the text of a block's first three lines. */
export function firstLines(block: Element): DOMRect[] {
  const range = document.createRange();
  return [...block.querySelectorAll(LINES)].slice(0, 3).map((line) => {
    range.selectNodeContents(line);
    return range.getBoundingClientRect();
  });
}

/** Returns the page's operation, if it needs a profile's token. */
function readOperation(): ApiOperation | null {
  const operation = parseOperation(document.querySelector(ENDPOINT)?.textContent ?? '');
  if (!operation) return null;
  const schemes = document.querySelectorAll(`${SECURITY}, ${TOKEN_FIELD}`).length;
  return wantsProfileToken(operation, schemes) ? operation : null;
}

/** Returns a block's text. Its lines are separate elements, and their breaks are not in the text. */
function textOf(block: Element): string {
  const lines = block.querySelectorAll(LINES);
  if (lines.length === 0) return block.textContent ?? '';
  return Array.from(lines, (line) => (line.textContent ?? '').replace(/\n$/, '')).join('\n');
}
