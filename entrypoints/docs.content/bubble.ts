import { t } from '../../lib/i18n/t.ts';
import { make } from './elements.ts';
import { hidePopover, showBeside } from './popover.ts';
import { onPress } from './press-guard.ts';
import type { Reply } from './replies.ts';
import { request } from './requests.ts';
import type { Shell } from './shadow-host.ts';

/** How long the bubble is shown, in ms; a failure longer, as the person may act on it. */
const BUBBLE_DURATION_MS = { done: 6000, error: 12_000 };
/** Events that move the button away from the bubble. */
const MOVE_EVENTS = ['scroll', 'resize'];
const ACTION_LABELS = {
  open: 'docsOpenProfiles',
  tokens: 'docsOpenTokens',
  window: 'docsCopyInWindow',
} as const;

interface Bubble {
  /** To be put into the shell's frame: the visible bubble, and the live region for screen readers. */
  parts: Element[];
  show(reply: Reply): void;
  hide(): void;
}

/** Shows the outcome of a press beside the button, and announces it to screen readers. */
export function makeBubble(
  shell: Shell,
  { anchor, align, openWindow }: { anchor: Element; align: 'start' | 'end'; openWindow: () => void },
): Bubble {
  const bubble = make('div', { class: 'bubble', popover: 'manual' });
  // Present from the start: screen readers announce only changes of a live region.
  const status = make('div', { role: 'status', class: 'sr-only' });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    for (const type of MOVE_EVENTS) removeEventListener(type, hide, true);
    hidePopover(bubble);
  };
  const actionButton = (action: NonNullable<Reply['action']>) => {
    const button = make('button', { class: 'link' }, t(ACTION_LABELS[action]));
    onPress(button, shell, (verdict) => {
      if (verdict === 'hidden') return;
      hide();
      if (action === 'window') openWindow();
      else void request(action === 'tokens' ? 'openTokens' : 'openSwitcher');
    });
    return button;
  };
  const show = ({ tone, text, notes, action }: Reply) => {
    bubble.dataset.tone = tone;
    bubble.replaceChildren(
      make('p', { class: 'text' }, text),
      ...notes.map((note) => make('p', { class: 'note' }, note)),
      ...(action ? [actionButton(action)] : []),
    );
    status.textContent = [text, ...notes].join(' ');
    shell.seal();
    showBeside(bubble, anchor, align);
    // It doesn't move with the page, so it is closed before it is beside something else.
    for (const type of MOVE_EVENTS) addEventListener(type, hide, true);
    clearTimeout(timer);
    timer = setTimeout(hide, BUBBLE_DURATION_MS[tone]);
  };
  return { parts: [bubble, status], show, hide };
}
