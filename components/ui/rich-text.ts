import type { ComponentChildren } from 'preact';
import { isolate } from '../../lib/domain/text/foreign.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';

/** The first of the private-use characters that stand for the nodes while the text is built; no message has them. */
const FIRST_PLACEHOLDER = 0xe000;

/** Returns the text for `key` with nodes (a bold name, a link) in place of `$1`, `$2`…, in each language's order. */
export function richText(key: MessageKey, ...nodes: ComponentChildren[]): ComponentChildren[] {
  const placeholders = nodes.map((_, index) => String.fromCharCode(FIRST_PLACEHOLDER + index));
  return t(key, ...placeholders)
    .split(/([\uE000-\uE00F])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const index = piece.charCodeAt(0) - FIRST_PLACEHOLDER;
      const node = index >= 0 && index < nodes.length ? nodes[index] : piece;
      return typeof node === 'string' ? isolate(node) : node;
    });
}
