/** IntersectionObserver's second version, where the browser has it (Chromium). */
interface VisibilityOptions extends IntersectionObserverInit {
  trackVisibility: boolean;
  delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Whether a person could see what they pressed. A page cannot make a trusted event, but it can put something
 * over or under a button; the browser itself tells of that where it can, else we look.
 */
const seen = new WeakMap<Element, boolean>();
const observer = new IntersectionObserver(
  (entries: VisibilityEntry[]) => {
    for (const { target, isVisible } of entries) if (isVisible !== undefined) seen.set(target, isVisible);
  },
  { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 } as VisibilityOptions,
);

/** Begins to watch a button of ours; to be called once it is in the page. */
export function watchVisibility(button: Element): void {
  observer.observe(button);
}

/** `person`: meant; `script`: no person did it; `covered`: a person did, but the button could not be seen. */
export type Press = 'person' | 'script' | 'covered';

/** Who pressed a button of ours, and whether they could see it. */
export function pressOf(event: Event, button: Element, host: Element): Press {
  if (!event.isTrusted) return 'script';
  return seen.get(button) !== false && isShown(host) && isOnTop(button, host) ? 'person' : 'covered';
}

/** As {@link pressOf}, for what is in the top layer: nothing of the page's flow is above it. */
export function pressInTopLayer(event: Event, item: Element, host: Element): Press {
  if (!event.isTrusted) return 'script';
  return isOnTop(item, host) ? 'person' : 'covered';
}

function isShown(host: Element): boolean {
  if (
    !host.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
  ) {
    return false;
  }
  for (let element: Element | null = host; element; element = element.parentElement) {
    const { opacity, filter, clipPath } = getComputedStyle(element);
    if (Number(opacity) < 0.5 || filter !== 'none' || clipPath !== 'none') return false;
  }
  return true;
}

/** The centre and the corners belong to the host: the page sees no further into it than that. */
function isOnTop(button: Element, host: Element): boolean {
  const { left, right, top, bottom, width, height } = button.getBoundingClientRect();
  if (width < 8 || height < 8) return false;
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
