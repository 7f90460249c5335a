import type { Page } from '@playwright/test';

/** A text of which a part is not visible. */
interface CutText {
  text: string;
  /** The element that cuts it, as a short selector. */
  where: string;
  why:
    | 'cut at the side'
    | 'cut below'
    | 'cut through'
    | 'wider than its control'
    | 'page scrolls sideways'
    | 'highlighted, and not all of it visible';
  /** How much of it is missing, in CSS pixels. */
  pixels: number;
}

/**
 * Returns the texts that are cut off in a page. A text with an ellipsis counts unless a title has all of it; text that
 * can be scrolled to does not, unless it is the highlighted row of a list.
 */
export function cutTexts(page: Page): Promise<CutText[]> {
  return page.evaluate(findCutTexts);
}

/** Runs in the page, so that it cannot use anything else of this file. */
function findCutTexts(): CutText[] {
  const TOLERANCE = 1.5;
  const found: CutText[] = [];
  const canvas = document.createElement('canvas').getContext('2d')!;
  // Methods, because the loader adds a helper to named functions, which the page does not have.
  const help = {
    nameOf(element: Element) {
      return element.localName + [...element.classList].map((name) => `.${name}`).join('');
    },
    isVisible(element: Element) {
      const { width, height } = element.getBoundingClientRect();
      return (
        width > 1 &&
        height > 1 &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    },
    hasTitle(element: Element) {
      return element.closest('[title]:not([title=""])') !== null;
    },
    clips(overflow: string) {
      return overflow === 'hidden' || overflow === 'clip';
    },
    scrolls(overflow: string) {
      return overflow === 'auto' || overflow === 'scroll';
    },
    widthOf(text: string, element: Element) {
      canvas.font = getComputedStyle(element).font;
      return canvas.measureText(text).width;
    },
    add(cut: CutText) {
      if (!found.some((one) => one.text === cut.text && one.where === cut.where)) found.push(cut);
    },
  };

  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > TOLERANCE) {
    help.add({ text: '', where: 'html', why: 'page scrolls sideways', pixels: Math.round(sideways) });
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (!text || !parent || parent.closest('.visually-hidden') || !help.isVisible(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0) continue;
    const right = Math.max(...rects.map((rect) => rect.right));
    const left = Math.min(...rects.map((rect) => rect.left));
    const bottom = Math.max(...rects.map((rect) => rect.bottom));
    // A control's text has to stay within its frame, whether it clips or not.
    const control = parent.closest('button, .button, .pill, .tag, .badge, .chip');
    if (control) {
      const frame = control.getBoundingClientRect();
      const out = Math.max(right - frame.right, frame.left - left);
      const shortened = help.clips(getComputedStyle(control).overflowX) && help.hasTitle(parent);
      if (out > TOLERANCE && !shortened) {
        help.add({
          text,
          where: help.nameOf(control),
          why: 'wider than its control',
          pixels: Math.round(out),
        });
      }
    }
    // What is left of a line or of a tag that is cut through says nothing, whatever its title says.
    let seen = (control ? [control.getBoundingClientRect(), ...rects] : rects).map(
      ({ top, bottom, height }) => ({ top, bottom, height }),
    );
    let open = { x: true, y: true };
    for (
      let box: Element | null = parent;
      box && box !== document.body && (open.x || open.y);
      box = box.parentElement
    ) {
      const style = getComputedStyle(box);
      const frame = box.getBoundingClientRect();
      if (frame.width <= 2 || frame.height <= 2) break;
      // An ellipsis begins at the end of the content box, not of the frame.
      const ellipsis = style.textOverflow === 'ellipsis';
      const end = ellipsis ? Number.parseFloat(style.paddingRight) : 0;
      const start = ellipsis ? Number.parseFloat(style.paddingLeft) : 0;
      const side = Math.max(right - (frame.right - end), frame.left + start - left);
      if (
        open.x &&
        help.clips(style.overflowX) &&
        side > (ellipsis ? 0.5 : TOLERANCE) &&
        !help.hasTitle(parent)
      ) {
        help.add({ text, where: help.nameOf(box), why: 'cut at the side', pixels: Math.round(side) });
      }
      if (open.y && help.clips(style.overflowY)) {
        // Nothing is drawn on the border.
        const innerTop = frame.top + box.clientTop;
        const innerBottom = innerTop + box.clientHeight;
        seen = seen.map(({ top, bottom, height }) => ({
          top: Math.max(top, innerTop),
          bottom: Math.min(bottom, innerBottom),
          height,
        }));
        // A line that is hidden altogether is not cut through.
        seen = seen.filter((line) => line.bottom - line.top > 0.5);
        const through = Math.max(0, ...seen.map((line) => line.height - (line.bottom - line.top)));
        if (through > TOLERANCE + 2) {
          help.add({ text, where: help.nameOf(box), why: 'cut through', pixels: Math.round(through) });
        }
      }
      const below = bottom - frame.bottom;
      if (open.y && help.clips(style.overflowY) && below > TOLERANCE + 2 && !help.hasTitle(parent)) {
        help.add({ text, where: help.nameOf(box), why: 'cut below', pixels: Math.round(below) });
      }
      open = { x: open.x && !help.scrolls(style.overflowX), y: open.y && !help.scrolls(style.overflowY) };
      if (style.position === 'fixed') break;
    }
  }

  for (const row of document.querySelectorAll('[role=option][aria-selected=true]')) {
    const { top, bottom } = row.getBoundingClientRect();
    let view = { top: 0, bottom: innerHeight };
    for (let box = row.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowY === 'visible') continue;
      const frame = box.getBoundingClientRect();
      view = { top: Math.max(view.top, frame.top), bottom: Math.min(view.bottom, frame.bottom) };
    }
    const hidden = Math.max(view.top - top, bottom - view.bottom);
    if (hidden > TOLERANCE) {
      help.add({
        text: row.textContent ?? '',
        where: help.nameOf(row),
        why: 'highlighted, and not all of it visible',
        pixels: Math.round(hidden),
      });
    }
  }

  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (
      !help.isVisible(field) ||
      field.matches('[type=radio], [type=checkbox], [type=range], [type=color], [type=file]')
    ) {
      continue;
    }
    const style = getComputedStyle(field);
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const isSelect = field instanceof HTMLSelectElement;
    const text = isSelect ? (field.selectedOptions[0]?.text ?? '') : field.value ? '' : field.placeholder;
    const over = help.widthOf(text, field) - room;
    if (text && over > TOLERANCE && !help.hasTitle(field)) {
      help.add({ text, where: help.nameOf(field), why: 'wider than its control', pixels: Math.round(over) });
    }
  }
  return found;
}
