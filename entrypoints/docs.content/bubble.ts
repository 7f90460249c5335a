import type { Result } from '../../lib/domain/failure.ts';
import { t } from '../../lib/i18n/t.ts';
import { make } from './elements.ts';
import { type Anchor, hidePopover, showBeside } from './popover.ts';
import { onPress } from './press-guard.ts';
import { type Opener, type Reply, replyForFailure } from './replies.ts';
import type { Shell } from './shadow-host.ts';

/** How long the bubble is shown, in ms; a failure longer, as the person may act on it. */
const BUBBLE_DURATION_MS = { done: 6000, error: 12_000 };
/** How long a copy takes before it is said that it is under way, in ms. */
const SLOW_MS = 500;
/** Events that move the button away from the bubble. */
const MOVE_EVENTS = ['scroll', 'resize'];

/**
 * Hides the bubble that was shown last. Only one is shown: an older one could be taken for the outcome of a new copy.
 */
let hideLast = () => {};

interface Bubble {
  /** To be put into the shell's frame: the visible bubble, and the live region for screen readers. */
  parts: Element[];
  show(reply: Reply): void;
  /** Returns the result of a copy; if that takes a while, shows meanwhile that it is under way. */
  whileCopying<Value>(copy: Promise<Value>): Promise<Value>;
  /** Says something to screen readers that is shown elsewhere. */
  announce(text: string): void;
  hide(): void;
  /** Returns true if it is shown, or was when the page removed it. */
  isShown(): boolean;
  /** Shows again what was shown when the page removed it. */
  showAgain(): void;
}

/** Shows the outcome of a press beside the button, and announces it to screen readers. */
export function makeBubble(
  shell: Shell,
  { anchor, align, onHide }: { anchor: Anchor; align: 'start' | 'end'; onHide?: () => void },
): Bubble {
  const bubble = make('div', { class: 'bubble', popover: 'manual' });
  // Present from the start: screen readers announce only changes of a live region.
  const status = make('div', { role: 'status', class: 'sr-only' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = false;

  const hide = () => {
    shown = false;
    clearTimeout(timer);
    for (const type of MOVE_EVENTS) removeEventListener(type, hide, true);
    hidePopover(bubble);
    onHide?.();
  };
  /** Not while the person reads it or is about to press what it offers. */
  const hideAfter = (ms: number) => {
    timer = setTimeout(() => (bubble.matches(':hover, :focus-within') ? hideAfter(ms) : hide()), ms);
  };
  const nextButton = ({ label, open }: Opener) => {
    const button = make('button', { class: 'link' }, t(label));
    onPress(button, shell, async (verdict) => {
      if (verdict === 'hidden') return;
      const result = await open();
      // If the page has replaced the sample, hiding removes all of it: a failure must be known before.
      if (result.ok) hide();
      else show(replyForFailure(result.failure));
    });
    return button;
  };
  const announce = (text: string) => {
    status.textContent = text;
    shell.seal();
  };
  const showAgain = () => {
    if (shown) showBeside(bubble, anchor, align);
  };
  const show = ({ tone, text, notes, next }: Reply) => {
    bubble.dataset.tone = tone;
    bubble.replaceChildren(
      make('p', { class: 'text' }, text),
      ...notes.map((note) => make('p', { class: 'note' }, note)),
      ...(next ? [nextButton(next)] : []),
    );
    announce([text, ...notes].join(' '));
    if (hideLast !== hide) hideLast();
    hideLast = hide;
    shown = true;
    showAgain();
    // It doesn't move with the page, so it is closed before it is beside something else.
    for (const type of MOVE_EVENTS) addEventListener(type, hide, true);
    clearTimeout(timer);
    if (tone !== 'busy') hideAfter(BUBBLE_DURATION_MS[tone]);
  };
  const whileCopying = async <Value>(copy: Promise<Value>) => {
    hideLast();
    const slowTimer = setTimeout(() => show({ tone: 'busy', text: t('docsCopying'), notes: [] }), SLOW_MS);
    const result = await copy;
    clearTimeout(slowTimer);
    return result;
  };
  return { parts: [bubble, status], show, whileCopying, announce, hide, isShown: () => shown, showAgain };
}

/** Shows why a request failed, in the bubble that is shown by then; nothing after a success. */
export async function showFailureOf(
  request: Promise<Result<unknown>>,
  bubble: () => Pick<Bubble, 'show'>,
): Promise<void> {
  const result = await request;
  if (!result.ok) bubble().show(replyForFailure(result.failure));
}
