const GAP = 6;
/** Where the site puts its own buttons: this far from the block's corner. */
const CORNER = 8;

/**
 * Puts a host of ours at the top right of a block, left of the site's own buttons. It takes no part in the
 * page's layout. The label stands there at rest only where it covers nothing of the code.
 */
export function placeOn(host: HTMLElement, block: Element, bar: HTMLElement): void {
  const content = block.parentElement;
  const frame = host.offsetParent ?? content;
  if (!content || !frame) return;
  const outer = frame.getBoundingClientRect();
  const inner = content.getBoundingClientRect();
  const buttons = siteButtons(content, host)?.getBoundingClientRect();
  const beside = buttons && buttons.width > 0;
  host.style.setProperty(
    '--right',
    `${outer.right - (beside ? buttons.left - GAP : inner.right - CORNER)}px`,
  );
  host.style.setProperty('--top', `${(beside ? buttons.top : inner.top + CORNER) - outer.top}px`);

  bar.dataset.roomy = 'true';
  const label = bar.getBoundingClientRect();
  const covers = firstLines(block).some(
    (line) => line.right + GAP > label.left && line.top < label.bottom && line.bottom > label.top,
  );
  bar.dataset.roomy = String(!covers && label.left > inner.left);
}

/** The group of the site's buttons on a block: beside its text, holding buttons, not ours. */
function siteButtons(content: Element, host: Element): Element | null {
  const candidates = [...content.children, ...(content.parentElement?.children ?? [])];
  return (
    candidates.find(
      (element) =>
        element !== host && element !== content && !element.matches('pre') && element.querySelector('button'),
    ) ?? null
  );
}

/** Where the text of a block's first lines ends. */
function firstLines(block: Element): DOMRect[] {
  const range = document.createRange();
  return Array.from(block.querySelectorAll('.token-line'))
    .slice(0, 3)
    .map((line) => {
      range.selectNodeContents(line);
      return range.getBoundingClientRect();
    });
}
