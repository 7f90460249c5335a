import { mayComplete } from '../../lib/domain/samples/runnable-sample.ts';
import {
  type ApiOperation,
  parseOperation,
  wantsProfileToken,
} from '../../lib/domain/samples/sample-operation.ts';
import { profileTokenPlaces } from '../../lib/domain/samples/token-placeholders.ts';
import type { DocsSample } from '../../lib/messages/protocol/docs.ts';

/**
 * What is read of the docs site (Docusaurus with its OpenAPI theme), by the stable parts of its class names:
 * the suffixes change from build to build.
 */
export const BLOCKS = 'pre.prism-code';
const EXPLORER = 'openapi-explorer__code-block';
/** Parts of a page that say whose token its samples want; when one comes or goes, they are read again. */
export const OPERATION_PARTS =
  '.openapi__method-endpoint, .openapi-security__details, input.openapi-explorer__form-item-input[type="password"]';

export type PageSample = Omit<DocsSample, 'profileKey'>;

/** The site's own scripts have taken over the served page: what stands in it now stays. */
export function isHydrated(): boolean {
  return document.documentElement.getAttribute('data-has-hydrated') === 'true';
}

/** What a block offers to copy with a profile's token; null: nothing. */
export function sampleOf(block: Element): PageSample | null {
  const inExplorer = block.classList.contains(EXPLORER);
  // Most blocks of most pages end here, before their lines are put together.
  if (!inExplorer && !/token/i.test(block.textContent ?? '')) return null;
  const text = textOf(block);
  const places = profileTokenPlaces(text);
  const operation = inExplorer ? operationOf() : null;
  if (places.length > 0) {
    return { text, places, method: operation?.method ?? null, what: 'placeholders' };
  }
  if (!operation || !mayComplete(text)) return null;
  return { text, places: [], method: operation.method, what: 'complete' };
}

/** True when it is a sample that a person completes to call an operation of the reference. */
export function isExplorerBlock(block: Element): boolean {
  return block.classList.contains(EXPLORER);
}

/** The page's operation, if it wants a profile's token. */
function operationOf(): ApiOperation | null {
  const operation = parseOperation(document.querySelector('.openapi__method-endpoint')?.textContent ?? '');
  if (!operation) return null;
  const schemes =
    document.querySelectorAll('.openapi-security__details').length +
    document.querySelectorAll('input.openapi-explorer__form-item-input[type="password"]').length;
  return wantsProfileToken(operation, schemes) ? operation : null;
}

/** A block's text: lines are elements of their own there, and their breaks are not text. */
function textOf(block: Element): string {
  const lines = block.querySelectorAll('.token-line');
  if (lines.length === 0) return block.textContent ?? '';
  return Array.from(lines, (line) => (line.textContent ?? '').replace(/\n$/, '')).join('\n');
}
