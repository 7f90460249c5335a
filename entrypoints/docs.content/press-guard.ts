import type { Shell } from './shadow-host.ts';

/**
 * What is known about a press. clear: the person saw what they pressed. unsure: perhaps not (the browser can't say, or
 * a filter covers the page), so the extension's window asks. hidden: the page covers, hides or changes the button.
 */
export type Verdict = 'clear' | 'unsure' | 'hidden';

/** IntersectionObserver version 2, which only Chromium has. */
interface VisibilityOptions extends IntersectionObserverInit {
  trackVisibility: boolean;
  delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * How long a button must have been visible before it is pressed, in ms: what a page uncovers or moves under the pointer
 * right before a press was not seen by the person.
 */
const MIN_VISIBLE_MS = 250;

/** Positions are rounded to fractions of a pixel. */
const MAX_SHIFT_PX = 2;
/** Another press within this time belongs to the same gesture: a double click, or Enter held down. */
const SAME_GESTURE_MS = 1000;
/** A smaller button can't be read. */
const MIN_SIDE_PX = 13;

/** Since when the browser reports a button as visible (a performance time); absent: it doesn't. */
const visibleSince = new Map<Element, number>();
const observer = new IntersectionObserver(
  (entries: VisibilityEntry[]) => {
    for (const entry of entries) {
      const { target, isVisible, time } = entry;
      if (!isVisible) visibleSince.delete(target);
      else if (!visibleSince.has(target)) visibleSince.set(target, time);
      recordPosition(entry);
    }
  },
  // Random, so that a page can't show the button only when the browser checks.
  { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 + Math.random() * 50 } as VisibilityOptions,
);

/** Where a button was drawn last, and since when (a performance time). */
const positions = new WeakMap<Element, { box: DOMRectReadOnly; since: number }>();
/** Reports where the buttons are drawn, after all of the page's scripts have run in a frame. */
const positionObserver = new IntersectionObserver((entries) => entries.forEach(recordPosition));

function recordPosition({ target, boundingClientRect: box, time }: IntersectionObserverEntry): void {
  const known = positions.get(target);
  if (!known || !isSamePosition(known.box, box)) positions.set(target, { box, since: time });
}

function isSamePosition(one: DOMRectReadOnly, other: DOMRectReadOnly): boolean {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y) <= MAX_SHIFT_PX;
}

/** Reads the positions again when the pointer or the page moves: that is when a page would move a button. */
function readPositions(): void {
  for (const button of visibleSince.keys()) readPosition(button);
}

/** Reads a button's position again; to be called after moving it. */
export function readPosition(button: Element): void {
  positionObserver.unobserve(button);
  positionObserver.observe(button);
}
for (const type of ['pointermove', 'scroll']) {
  addEventListener(type, readPositions, { capture: true, passive: true });
}

/**
 * Calls `act` when a person presses `button` by any means, with what is known about the press. All our buttons are
 * pressed through this; presses by scripts are ignored, and so is the second of a double click.
 */
export function onPress(button: Element, shell: Shell, act: (verdict: Verdict) => void): void {
  observer.observe(button);
  let pressedAt = -SAME_GESTURE_MS;
  button.addEventListener('click', (event) => {
    const isAgain = event.timeStamp - pressedAt < SAME_GESTURE_MS;
    if (event.isTrusted) pressedAt = event.timeStamp;
    // A key presses what has the focus, which a page can't move; a pointer presses what is under it at that moment.
    const seenFor = (event as PointerEvent).detail === 0 ? 0 : MIN_VISIBLE_MS;
    if (event.isTrusted && !isAgain) act(verdictOf(button, shell, event.timeStamp, seenFor));
  });
}

/** Returns the verdict on a press at `now`. With `seenFor` > 0 the button must have been there for that many ms. */
function verdictOf(button: Element, shell: Shell, now: number, seenFor: number): Verdict {
  if (!shell.isIntact() || !isVisible(shell.host) || !isOnTop(button, shell.host)) return 'hidden';
  const since = visibleSince.get(button);
  const position = positions.get(button);
  const seen = since !== undefined && since <= now - seenFor;
  const stayed =
    !seenFor ||
    (position &&
      position.since <= now - seenFor &&
      isSamePosition(position.box, button.getBoundingClientRect()));
  return seen && stayed && !isPageOnTop(shell) && !isSlotted(shell) ? 'clear' : 'unsure';
}

/** Filters that people use on whole pages: they change colors and keep text readable. */
const COLOR_FILTERS =
  /^(?:(?:invert|hue-rotate|contrast|grayscale|sepia|saturate|brightness)\([^()]*\)\s*)+$/;

/** Returns true if no style of the host's ancestors hides it. The page can't change the host's own style. */
function isVisible(host: Element): boolean {
  if (!host.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  let opacity = 1;
  for (let element: Element | null = host; element; element = element.parentElement) {
    const style = getComputedStyle(element);
    opacity *= Number(style.opacity);
    const masked = [style.clipPath, style.maskImage, style.webkitMaskBoxImageSource].some(
      (value) => value && value !== 'none',
    );
    const distorted = style.filter !== 'none' && !COLOR_FILTERS.test(style.filter);
    if (masked || distorted || style.mixBlendMode !== 'normal') return false;
  }
  return opacity >= 0.5;
}

/**
 * Returns true if nothing covers the button's center and edges, as far as it isn't scrolled out of its menu or the
 * window. From outside, hit tests see only the host.
 */
function isOnTop(button: Element, host: Element): boolean {
  const box = button.getBoundingClientRect();
  const menu = button.closest('[popover]')?.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, clientWidth)];
  const top = Math.max(box.top, menu?.top ?? 0, 0);
  const bottom = Math.min(box.bottom, menu?.bottom ?? clientHeight, clientHeight);
  if (Math.min(right - left, bottom - top) < MIN_SIDE_PX) return false;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const points = [
    [x, y],
    [left + 4, y],
    [right - 4, y],
    [x, top + 3],
    [x, bottom - 3],
  ] as const;
  return points.every(([px, py]) => document.elementFromPoint(px, py) === host);
}

/** Returns true if the page has something in the top layer, or a view transition shows pictures of it. */
function isPageOnTop({ host }: Shell): boolean {
  const over = document.querySelector(':popover-open, :modal, :fullscreen');
  if (over && !over.contains(host)) return true;
  return document.documentElement
    .getAnimations({ subtree: true })
    .some(({ effect }) => (effect as KeyframeEffect | null)?.pseudoElement?.startsWith('::view-transition'));
}

/**
 * Returns true if the host is in a shadow tree of the page, where ancestors that hide it are not its `parentElement`s.
 */
function isSlotted({ host }: Shell): boolean {
  for (let element = host.parentElement; element; element = element.parentElement) {
    if (chrome.dom?.openOrClosedShadowRoot(element)) return true;
  }
  return false;
}
