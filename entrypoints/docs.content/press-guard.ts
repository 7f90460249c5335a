import type { Shell } from './shadow-host.ts';

/**
 * What is known of a press. clear: a person saw what they pressed. unsure: they may not have (the browser does
 * not say, or a filter covers the page): the extension's own window asks. hidden: the page covers, hides or
 * changes the button.
 */
export type Verdict = 'clear' | 'unsure' | 'hidden';

/** IntersectionObserver's second version, where the browser has it (Chromium). */
interface VisibilityOptions extends IntersectionObserverInit {
  trackVisibility: boolean;
  delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * How long a button must have been seen before it is pressed, in ms: what a page takes away, or moves under the
 * pointer, the moment before a press was not seen.
 */
const MIN_VISIBLE_MS = 250;

/** Parts of a pixel come and go. */
const SAME_PLACE_PX = 2;
/** Smaller, its words cannot be read. */
const MIN_SIDE_PX = 13;

/** Since when the browser itself says that a button can be seen (a performance time); absent: it does not. */
const visibleSince = new Map<Element, number>();
const observer = new IntersectionObserver(
  (entries: VisibilityEntry[]) => {
    for (const entry of entries) {
      const { target, isVisible, time } = entry;
      if (!isVisible) visibleSince.delete(target);
      else if (!visibleSince.has(target)) visibleSince.set(target, time);
      recordPlace(entry);
    }
  },
  // A page that knew when the browser looks could show the button just then.
  { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 + Math.random() * 50 } as VisibilityOptions,
);

/** Where a button was drawn last, and since when (a performance time) it is there. */
const places = new WeakMap<Element, { box: DOMRectReadOnly; since: number }>();
/** Reports where the buttons are drawn, after all of the page's scripts had their turn in a frame. */
const placeObserver = new IntersectionObserver((entries) => entries.forEach(recordPlace));

function recordPlace({ target, boundingClientRect: box, time }: IntersectionObserverEntry): void {
  const known = places.get(target);
  if (!known || !isSamePlace(known.box, box)) places.set(target, { box, since: time });
}

function isSamePlace(one: DOMRectReadOnly, other: DOMRectReadOnly): boolean {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y) <= SAME_PLACE_PX;
}

/** A page that moves a button under the pointer does so after the pointer, or the page, began to move. */
function readPlaces(): void {
  for (const button of visibleSince.keys()) readPlace(button);
}

/** To be called when a button was moved by us. */
export function readPlace(button: Element): void {
  placeObserver.unobserve(button);
  placeObserver.observe(button);
}
for (const type of ['pointermove', 'scroll']) {
  addEventListener(type, readPlaces, { capture: true, passive: true });
}

/**
 * Runs `act` when a person presses `button`, by whatever means, with what is known of that press. Every button
 * of ours is pressed through here; a press that a script makes is none.
 */
export function onPress(button: Element, shell: Shell, act: (verdict: Verdict) => void): void {
  observer.observe(button);
  button.addEventListener('click', (event) => {
    // A key presses what has the focus, which no page can move; a pointer presses what is under it just then.
    const seenFor = (event as PointerEvent).detail === 0 ? 0 : MIN_VISIBLE_MS;
    if (event.isTrusted) act(verdictOf(button, shell, event.timeStamp, seenFor));
  });
}

/** It must have been in sight for `seenFor` ms at `now`; its position matters to a pointer alone. */
function verdictOf(button: Element, shell: Shell, now: number, seenFor: number): Verdict {
  if (!shell.isIntact() || !isVisible(shell.host) || !isOnTop(button, shell.host)) return 'hidden';
  const since = visibleSince.get(button);
  const place = places.get(button);
  const seen = since !== undefined && since <= now - seenFor;
  const stood =
    !seenFor ||
    (place && place.since <= now - seenFor && isSamePlace(place.box, button.getBoundingClientRect()));
  return seen && stood && !isPageOnTop(shell) && !isSlotted(shell) ? 'clear' : 'unsure';
}

/** Filters that people have on whole pages: they change the colours and leave words readable. */
const COLOUR_FILTERS =
  /^(?:(?:invert|hue-rotate|contrast|grayscale|sepia|saturate|brightness)\([^()]*\)\s*)+$/;

/** Nothing that the browser draws around the host hides it. Its own style is out of the page's reach. */
function isVisible(host: Element): boolean {
  if (!host.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  let shown = 1;
  for (let element: Element | null = host; element; element = element.parentElement) {
    const style = getComputedStyle(element);
    shown *= Number(style.opacity);
    const masked = [style.clipPath, style.maskImage, style.webkitMaskBoxImageSource].some(
      (value) => value && value !== 'none',
    );
    const distorted = style.filter !== 'none' && !COLOUR_FILTERS.test(style.filter);
    if (masked || distorted || style.mixBlendMode !== 'normal') return false;
  }
  return shown >= 0.5;
}

/** Its centre and edges belong to the host: the page's side sees no further into it than that. */
function isOnTop(button: Element, host: Element): boolean {
  const { left, right, top, bottom, width, height } = button.getBoundingClientRect();
  if (Math.min(width, height) < MIN_SIDE_PX) return false;
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

/** The page has something in the layer over everything, or shows pictures of itself while it changes. */
function isPageOnTop({ host }: Shell): boolean {
  const over = document.querySelector(':popover-open, :modal, :fullscreen');
  if (over && !over.contains(host)) return true;
  return document.documentElement
    .getAnimations({ subtree: true })
    .some(({ effect }) => (effect as KeyframeEffect | null)?.pseudoElement?.startsWith('::view-transition'));
}

/** The host is inside a shadow tree of the page's, open or closed: what hides it there is not among its `parentElement`s. */
function isSlotted({ host }: Shell): boolean {
  for (let element = host.parentElement; element; element = element.parentElement) {
    if (chrome.dom?.openOrClosedShadowRoot(element)) return true;
  }
  return false;
}
