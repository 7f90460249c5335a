import { profileInitial } from '../../lib/domain/identity/colour.ts';
import type { DocsMirror } from '../../lib/domain/settings/docs-mirror.ts';
import { t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { makeBubble } from './bubble.ts';
import { pressOf, watchVisibility } from './click-guard.ts';
import { ICONS, icon, make } from './elements.ts';
import type { HintState } from './mirror.ts';
import { replyForCopy, replyForFailure, safeSend } from './replies.ts';
import { dropShell, makeShell, type Shell } from './shadow-host.ts';

const LEVEL_SHAPES = {
  warning: 'M8 3 13.5 13H2.5z',
  high: 'M8 2.5 14 13.5H2z',
  blocked: 'M3 3h10v10H3z',
} as const;

export interface Dock {
  /** Shows the active profile; null takes the dock away. */
  show(profile: DocsMirror | null): void;
  /** Says why there is nothing to copy. `dismissed`: the person has seen it. */
  hint(state: HintState, dismissed: () => void): void;
}

/** At the page's bottom left: the active profile and what can be done with it; or, once, why there is none. */
export function makeDock(): Dock {
  let shell: Shell | null = null;
  let showing = '';
  let buttons: Element[] = [];
  let busy = false;

  const clear = () => {
    buttons = [];
    if (shell) dropShell(shell);
    shell = null;
    showing = '';
  };
  /** A button that only a person can press. */
  const pressable = (attributes: Record<string, string>, content: (Node | string)[], action: () => void) => {
    const button = make('button', attributes, ...content);
    button.addEventListener('click', (event) => {
      if (shell && pressOf(event, button, shell.host) === 'person') action();
    });
    buttons.push(button);
    return button;
  };
  const wide = (drawing: string | null, text: string, name: string, action: () => void) =>
    pressable(
      { class: 'dock-button', 'aria-label': name },
      [...(drawing ? [icon(drawing)] : []), make('span', {}, text)],
      action,
    );
  const closer = (name: string, action: () => void) =>
    pressable({ class: 'dock-close', 'aria-label': name, title: name }, [icon(ICONS.close, 12)], action);

  const row = (...children: Element[]) => make('div', { class: 'dock-row' }, ...children);

  /** Takes over the dock's place; false: the same stands there already, with its focus and what it just said. */
  const begin = (next: string) => {
    if (showing === next) return false;
    clear();
    showing = next;
    shell = makeShell('dock');
    return true;
  };
  const finish = (...parts: Element[]) => {
    if (!shell) return;
    shell.root.append(...parts);
    document.body.append(shell.host);
    for (const button of buttons) watchVisibility(button);
  };

  return {
    show(profile) {
      if (!profile) return clear();
      if (!begin(JSON.stringify(profile))) return;
      const { name, colour, level, profileKey } = profile;
      const dock = make('section', { class: 'dock', 'aria-label': t('docsDockLabel') });
      const bubble = makeBubble(dock, 'start');
      const copy = async () => {
        if (busy) return;
        busy = true;
        bubble.hide();
        const wish = { profileKey, text: '', places: [], method: null, what: 'token', token: null } as const;
        const answer = await safeSend(send('copySample', { ...wish, places: [] }));
        busy = false;
        bubble.show(answer.ok ? replyForCopy(answer.value) : replyForFailure(answer.failure));
      };
      const chip = make('span', { class: 'chip', 'aria-hidden': 'true' }, profileInitial(name));
      chip.style.background = colour;
      const shape = level && level !== 'ok' ? icon(LEVEL_SHAPES[level], 11, level !== 'warning') : null;
      dock.append(
        chip,
        make(
          'div',
          { class: 'who' },
          make('strong', { title: name }, name),
          make(
            'span',
            { class: `level ${level}` },
            shape,
            level ? t(`level_${level}`) : t('docsLevelUnknown'),
          ),
        ),
        closer(t('docsDockClose'), () => void safeSend(send('closeDock'))),
        row(
          wide(ICONS.copy, t('docsDockCopy'), t('docsDockCopyOf', name), () => void copy()),
          wide(
            ICONS.switch,
            t('docsDockSwitch'),
            t('docsDockSwitch'),
            () => void safeSend(send('openSwitcher')),
          ),
        ),
      );
      finish(dock, ...bubble.parts);
    },
    hint(state, dismissed) {
      if (!begin(state)) return;
      const openProfiles = () => {
        dismissed();
        void safeSend(send('openSwitcher'));
      };
      finish(
        make(
          'section',
          { class: 'dock hint', 'aria-label': t('extensionName') },
          make('p', { role: 'status' }, t(state === 'locked' ? 'docsHintLocked' : 'docsHintNotConnected')),
          closer(t('docsHintClose'), dismissed),
          row(wide(null, t('docsOpenProfiles'), t('docsOpenProfiles'), openProfiles)),
        ),
      );
    },
  };
}
