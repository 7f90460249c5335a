import {
  BLOCKS,
  isExplorerBlock,
  OPERATION_PARTS,
  type PageSample,
  sampleOf,
} from './docs-site-selectors.ts';

interface BlockEvents {
  /** Returns true if blocks get buttons; if not, those that have one lose it. */
  isEnabled(): boolean;
  /** Called for a block with a sample, if the block or its text is new. */
  show(block: Element, sample: PageSample): void;
  /** Called for a block that has no sample anymore, or was removed. */
  hide(block: Element): void;
  /** Called if something beside the block changed, so that its button may have to move. */
  moved(block: Element): void;
}

interface Blocks {
  readonly running: boolean;
  start(): void;
  stop(): void;
  /** Checks all blocks of the page again. */
  scan(): void;
}

/**
 * Finds the code blocks with samples and follows their changes: navigation without a page load, tabs, another
 * language, a typed parameter. After the first scan only changes are checked.
 */
export function watchBlocks(events: BlockEvents): Blocks {
  const shown = new Set<Element>();
  const dirty = new Set<Element>();
  let frame = 0;
  let running = false;

  const check = (block: Element) => {
    const sample = events.isEnabled() && block.isConnected ? sampleOf(block) : null;
    if (sample) {
      shown.add(block);
      events.show(block, sample);
    } else if (shown.delete(block)) {
      events.hide(block);
    }
  };
  const scan = () => {
    if (!running) return;
    dirty.clear();
    for (const block of new Set([...shown, ...document.querySelectorAll(BLOCKS)])) check(block);
  };
  const checkDirty = () => {
    frame = 0;
    for (const block of shown) if (!block.isConnected) dirty.add(block);
    for (const block of dirty) check(block);
    dirty.clear();
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) markChanged(record, dirty, shown, events);
    const gone = [...shown].some((block) => !block.isConnected);
    if ((dirty.size > 0 || gone) && frame === 0) frame = requestAnimationFrame(checkDirty);
  });

  return {
    get running() {
      return running;
    },
    start() {
      if (running) return;
      running = true;
      observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    },
    stop() {
      running = false;
      observer.disconnect();
      cancelAnimationFrame(frame);
      for (const block of shown) events.hide(block);
      shown.clear();
    },
    scan,
  };
}

/** Adds to `dirty` the blocks that a change of the page may have affected. */
function markChanged(
  record: MutationRecord,
  dirty: Set<Element>,
  shown: Set<Element>,
  events: BlockEvents,
): void {
  const target = record.target instanceof Element ? record.target : record.target.parentElement;
  const inside = target?.closest(BLOCKS);
  if (inside) {
    dirty.add(inside);
    return;
  }
  let operationChanged = target?.closest(OPERATION_PARTS) != null;
  for (const node of [...record.addedNodes, ...record.removedNodes]) {
    if (!(node instanceof Element)) continue;
    if (node.matches(BLOCKS)) dirty.add(node);
    else if (node.childElementCount > 0) for (const block of node.querySelectorAll(BLOCKS)) dirty.add(block);
    operationChanged ||= node.matches(OPERATION_PARTS) || node.querySelector(OPERATION_PARTS) !== null;
  }
  if (operationChanged) {
    for (const block of document.querySelectorAll(BLOCKS)) if (isExplorerBlock(block)) dirty.add(block);
  }
  if (target)
    for (const block of shown) if (block.parentElement?.parentElement?.contains(target)) events.moved(block);
}
