import type { Result } from '../../lib/domain/failure.ts';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { createdText } from '../../lib/i18n/token-created-text.ts';
import type { OfferedToken } from '../../lib/messages/protocol/docs.ts';
import { make } from './elements.ts';
import { hidePopover, isShown, showBeside } from './popover.ts';
import { onPress, type Verdict } from './press-guard.ts';
import { replyForFailure } from './replies.ts';
import type { Shell } from './shadow-host.ts';

export type MenuChoice = 'token-alone' | 'other-profile' | 'tokens' | OfferedToken;

interface MenuOptions {
  shell: Shell;
  opener: HTMLButtonElement;
  choose(verdict: Verdict, choice: MenuChoice): void;
  /** Says to screen readers what isn't an item of the menu, which is all that they read of it. */
  announce(text: string): void;
  /** Reads the profile's tokens, without their values. */
  readTokens(): Promise<Result<OfferedToken[]>>;
  /** Returns true if the page has its own token fields: the menu says why they are left empty. */
  hasFields(): boolean;
}

/** Returns a menu with other ways to copy. It opens in the top layer and has the usual keys of a menu. */
export function makeMenu({ shell, opener, choose, announce, readTokens, hasFields }: MenuOptions) {
  const list = make('div', { role: 'menu', 'aria-label': t('docsMoreWays') });
  const fieldsNote = make('p', { class: 'note' }, t('docsFieldsNote'));
  const menu = make('div', { class: 'menu', popover: 'auto' }, list, fieldsNote);

  const items = () => [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const focused = () => items().indexOf((menu.getRootNode() as ShadowRoot).activeElement as HTMLElement);
  const close = () => {
    hidePopover(menu);
    opener.focus();
  };
  const makeNote = (text: string) => {
    announce(text);
    return make('p', { class: 'soft' }, text);
  };
  const item = (text: string, choice: MenuChoice, hint: string | null = null, disabled = false) => {
    const small = hint && make('small', {}, hint);
    const attributes = {
      role: 'menuitem',
      tabindex: '-1',
      class: 'item',
      'aria-disabled': disabled && 'true',
    };
    const button = make('button', attributes, make('span', {}, text), small || null);
    onPress(button, shell, (verdict) => {
      if (disabled) return;
      close();
      choose(verdict, choice);
    });
    return button;
  };
  const tokenItem = (token: OfferedToken, _index: number, all: OfferedToken[]) => {
    const hint = [permissionInSentence(token.permission)];
    if (token.isDefault) hint.push(t('docsUsualToken'));
    if (!token.fits) hint.push(t('docsDoesNotFit'));
    hint.push(...createdText(token, all));
    return item(displayText(token.name), token, hint.join(' · '), !token.fits);
  };
  // What is known at once comes first, so that it doesn't move when the tokens arrive.
  const title = t('docsAnotherToken');
  const group = make('div', { role: 'group', 'aria-label': title });
  const fill = (...content: Element[]) => {
    group.replaceChildren(make('p', { class: 'head', 'aria-hidden': 'true' }, title), ...content);
    shell.seal();
  };
  list.append(
    item(t('docsTokenAlone'), 'token-alone'),
    item(t('docsAnotherProfile'), 'other-profile', t('docsJustOnce')),
    group,
  );

  menu.addEventListener('toggle', ({ newState }) => {
    opener.setAttribute('aria-expanded', String(newState === 'open'));
  });
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = focused();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (event.key === 'Tab' || event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  let opened = 0;
  return {
    menu,
    /** Opens the menu; the tokens are added when they are read. */
    async open(): Promise<void> {
      fieldsNote.hidden = !hasFields();
      fill(makeNote(t('docsReadingTokens')));
      showBeside(menu, opener, 'end');
      addEventListener('scroll', () => hidePopover(menu), { capture: true, once: true });
      items()[0]?.focus();
      opened += 1;
      const thisTime = opened;
      const result = await readTokens();
      // It may be open again, for another profile.
      if (thisTime !== opened || !isShown(menu)) return;
      if (!result.ok) fill(makeNote(replyForFailure(result.failure).text));
      else if (result.value.length > 0) {
        fill(...result.value.map(tokenItem));
        announce(plural('tokensCount', result.value.length));
      } else fill(makeNote(t('docsNoTokens')), item(t('docsOpenTokens'), 'tokens'));
      showBeside(menu, opener, 'end');
    },
  };
}
