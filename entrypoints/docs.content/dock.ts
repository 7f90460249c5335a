import type { Result } from '../../lib/domain/failure.ts';
import { profileInitial } from '../../lib/domain/profiles/initial.ts';
import type { MirroredProfile } from '../../lib/domain/settings/docs-mirror.ts';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';
import type { CopyWindowRequest } from '../../lib/messages/protocol/docs.ts';
import { makeBubble, showFailureOf } from './bubble.ts';
import { ICONS, icon, make } from './elements.ts';
import { onPress, type Verdict } from './press-guard.ts';
import { OPEN_PROFILES, type Opener, replyFor, replyForFailure, replyForHidden } from './replies.ts';
import { request } from './requests.ts';
import { dropShell, makeShell, type Shell } from './shadow-host.ts';

const LEVEL_SHAPES = {
  warning: 'M8 3 13.5 13H2.5z',
  high: 'M8 2.5 14 13.5H2z',
  blocked: 'M3 3h10v10H3z',
} as const;

/** A short text in place of the dock, with a button. */
export interface Hint {
  text: MessageKey;
  button: MessageKey;
  /** Returns the result, if it may fail: a success ends the hint. */
  action: () => Promise<Result<unknown>> | undefined;
  /** Called when the person closes it, and after its action. */
  onDismiss: () => void;
}

interface Dock {
  /** Shows the active profile; null removes the dock. */
  show(profile: MirroredProfile | null): void;
  /** Shows a hint in place of the dock. */
  showHint(hint: Hint): void;
}

/**
 * Returns the dock at the page's right edge: a handle that opens on hover or focus and shows the active profile with
 * its actions, or a hint.
 */
export function makeDock(): Dock {
  let shell: Shell | null = null;
  /** Which profile or hint is shown. */
  let showing = '';
  let busy = false;
  /** Updates what is shown of the profile. */
  let setProfile: (profile: MirroredProfile) => void;
  /** The bubble of the profile that is shown now; the results of earlier requests are shown in it too. */
  let bubble: ReturnType<typeof makeBubble>;

  const showFailure = (result: Promise<Result<unknown>>) => showFailureOf(result, () => bubble);

  /** Replaces what is shown; null: the same is shown already, and keeps its focus and last reply. */
  const begin = (next: string) => {
    if (showing === next) return null;
    if (shell) dropShell(shell);
    showing = next;
    shell = next === '' ? null : makeShell('dock');
    return shell;
  };
  const finish = (built: Shell, ...parts: Element[]) => {
    built.frame.append(...parts);
    document.body.append(built.host);
    built.seal();
  };
  const makeButton = (
    built: Shell,
    attributes: Record<string, string>,
    content: (Node | string)[],
    action: (verdict: Verdict) => void,
  ) => {
    const button = make('button', attributes, ...content);
    onPress(button, built, action);
    return button;
  };
  const makeWideButton = (
    built: Shell,
    drawing: string | null,
    text: string,
    action: (verdict: Verdict) => void,
  ) =>
    makeButton(
      built,
      { class: 'dock-button', 'aria-label': text },
      [...(drawing ? [icon(drawing)] : []), make('span', {}, text)],
      action,
    );
  const makeCloseButton = (built: Shell, name: string, action: () => void) =>
    makeButton(
      built,
      { class: 'dock-close', 'aria-label': name, title: name },
      [icon(ICONS.close, 12)],
      action,
    );

  return {
    show(profile) {
      const built = begin(profile?.profileKey ?? '');
      if (!profile) return;
      if (!built) return setProfile(profile);
      const { profileKey } = profile;
      const initials = ['chip slim', 'chip'].map((size) =>
        make('span', { class: size, 'aria-hidden': 'true' }),
      );
      const levelMark = make('span', { 'aria-hidden': 'true' });
      const levelLine = make('span');
      const nameLine = make('strong');
      const handle = make('button', { class: 'handle' }, initials[0]!, levelMark);
      const dock = make('section', { class: 'dock-body', 'aria-label': t('docsDockLabel') });
      const all = make('div', { class: 'dock-all' }, handle, dock);
      const windowFor = (label: MessageKey, reason: CopyWindowRequest['reason']): Opener => ({
        label,
        open: () => request('openCopyWindow', { profileKey, sample: null, token: null, reason }),
      });
      // Content that comes by hover or focus can be closed without moving either (WCAG 1.4.13).
      const onKey = ({ key }: KeyboardEvent) => {
        if (key !== 'Escape') return;
        if (dock.contains((all.getRootNode() as ShadowRoot).activeElement)) handle.focus();
        all.dataset.dismissed = '';
      };
      const enter = () => {
        delete all.dataset.dismissed;
        addEventListener('keydown', onKey, true);
      };
      // It is open while the pointer or the focus is in it.
      const leave = (isStillIn: boolean) => {
        if (isStillIn) return;
        removeEventListener('keydown', onKey, true);
        delete all.dataset.dismissed;
      };
      all.addEventListener('pointerenter', enter);
      all.addEventListener('focusin', enter);
      all.addEventListener('pointerleave', () => leave(all.matches(':focus-within')));
      all.addEventListener('focusout', ({ relatedTarget }) =>
        leave(all.matches(':hover') || all.contains(relatedTarget as Node | null)),
      );
      bubble = makeBubble(built, { anchor: all, align: 'end' });
      const opening = (opener: Opener) => (verdict: Verdict) =>
        verdict === 'hidden' ? bubble.show(replyForHidden(opener)) : void showFailure(opener.open());
      const askFirst = opening(windowFor('docsCopyInWindow', 'confirm'));
      const copy = async (verdict: Verdict) => {
        if (verdict !== 'clear') return askFirst(verdict);
        if (busy) return;
        busy = true;
        const result = await bubble.whileCopying(request('copyTokenAlone', { profileKey, sample: null }));
        busy = false;
        bubble.show(replyFor(result));
      };
      const copyButton = makeWideButton(
        built,
        ICONS.copy,
        t('docsDockCopy'),
        (verdict) => void copy(verdict),
      );
      dock.append(
        initials[1]!,
        make('div', { class: 'dock-profile' }, nameLine, levelLine),
        makeCloseButton(built, t('docsDockClose'), () => void showFailure(request('closeDock'))),
        make(
          'div',
          { class: 'dock-row' },
          copyButton,
          makeWideButton(built, null, t('docsDockCopyAs'), opening(windowFor('docsDockCopyAs', 'formats'))),
          makeWideButton(built, ICONS.switch, t('docsDockSwitch'), opening(OPEN_PROFILES)),
        ),
      );
      let drawn = '';
      setProfile = (next) => {
        const { name, colour, level } = next;
        const content = JSON.stringify(next);
        // The page can cause this: what it may have changed in here isn't sealed then.
        if (content === drawn) return;
        drawn = content;
        const levelText = level ? t(`level_${level}`) : t('docsLevelUnknown');
        const shape = () =>
          level && level !== 'ok' ? icon(LEVEL_SHAPES[level], 10, level !== 'warning') : '';
        for (const initial of initials) {
          initial.textContent = profileInitial(name);
          initial.style.background = colour;
        }
        for (const mark of [levelMark, levelLine]) mark.className = `level ${level}`;
        levelMark.replaceChildren(shape());
        levelLine.replaceChildren(shape(), levelText);
        nameLine.textContent = nameLine.title = displayText(name);
        handle.setAttribute('aria-label', t('docsDockHandle', name, levelText));
        copyButton.setAttribute('aria-label', t('docsDockCopyOf', name));
        built.seal();
      };
      setProfile(profile);
      finish(built, all, ...bubble.parts);
    },
    showHint({ text, button, action, onDismiss }) {
      const built = begin(text);
      if (!built) return;
      const note = make('p', { role: 'status' });
      const say = (content: string) => {
        note.textContent = content;
        built.seal();
      };
      const act = async () => {
        const result = await action();
        if (!result || result.ok) return onDismiss();
        say(replyForFailure(result.failure).text);
      };
      finish(
        built,
        make(
          'section',
          { class: 'dock-body hint', 'aria-label': t('extensionName') },
          note,
          makeCloseButton(built, t('docsHintClose'), onDismiss),
          make(
            'div',
            { class: 'dock-row' },
            makeWideButton(built, null, t(button), () => void act()),
          ),
        ),
      );
      // Screen readers announce only changes of a live region that was drawn before.
      requestAnimationFrame(() => setTimeout(say, 0, t(text)));
    },
  };
}
