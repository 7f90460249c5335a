import { t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { make } from './elements.ts';
import { hidePopover, showBeside } from './popover.ts';
import { type Reply, safeSend } from './replies.ts';

/** How long it stays, in ms; longer where there is something to do about it. */
const BUBBLE_DURATION_MS = { done: 6000, trouble: 12_000 };

export interface Bubble {
  /** To be put into the shadow root: what is seen, and what is read out. */
  parts: Element[];
  show(reply: Reply): void;
  hide(): void;
}

/** Says what became of a press, beside the button and to screen readers. */
export function makeBubble(anchor: Element, align: 'start' | 'end'): Bubble {
  const bubble = make('div', { class: 'bubble', popover: 'manual' });
  // In the tree all the time: only what changes in a live region is read out.
  const status = make('div', { role: 'status', class: 'unseen' });
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    removeEventListener('scroll', hide, true);
    hidePopover(bubble);
  };
  const actionButton = (action: NonNullable<Reply['action']>) => {
    const opensTokens = action === 'tokens';
    const button = make('button', { class: 'link' }, t(opensTokens ? 'docsOpenTokens' : 'docsOpenProfiles'));
    button.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      hide();
      void safeSend(send(opensTokens ? 'openTokens' : 'openSwitcher'));
    });
    return button;
  };
  const show = ({ tone, text, notes, action }: Reply) => {
    bubble.dataset.tone = tone;
    bubble.replaceChildren(
      make('p', { class: 'said' }, text),
      ...notes.map((note) => make('p', { class: 'note' }, note)),
      ...(action ? [actionButton(action)] : []),
    );
    status.textContent = [text, ...notes].join(' ');
    showBeside(bubble, anchor, align);
    // It stands still while the page moves under it: better gone than beside something else.
    addEventListener('scroll', hide, true);
    clearTimeout(timer);
    timer = setTimeout(hide, BUBBLE_DURATION_MS[tone]);
  };
  return { parts: [bubble, status], show, hide };
}
