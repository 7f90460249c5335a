import { t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { make } from './elements.ts';
import { hidePopover, showBeside } from './popover.ts';
import { ask, type Said } from './replies.ts';

/** How long it stays, in ms; longer where there is something to do about it. */
const STAYS = { done: 6000, trouble: 12_000 };

export interface Bubble {
  /** To be put into the shadow root: what is seen, and what is read out. */
  parts: Element[];
  say(said: Said): void;
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
  const actionButton = (action: NonNullable<Said['action']>) => {
    const opensTokens = action === 'tokens';
    const button = make('button', { class: 'link' }, t(opensTokens ? 'docsOpenTokens' : 'docsOpenProfiles'));
    button.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      hide();
      void ask(send(opensTokens ? 'openTokens' : 'openSwitcher'));
    });
    return button;
  };
  const say = ({ tone, text, notes, action }: Said) => {
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
    timer = setTimeout(hide, STAYS[tone]);
  };
  return { parts: [bubble, status], say, hide };
}
