import type { Result } from '../../lib/domain/failure.ts';
import { profileInitial } from '../../lib/domain/profiles/initial.ts';
import type { MirroredProfile } from '../../lib/domain/settings/docs-mirror.ts';
import { type TokenId, tokenIdOf } from '../../lib/domain/tokens/token.ts';
import { possessive } from '../../lib/i18n/copied-text.ts';
import { t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';
import { makeBubble, showFailureOf } from './bubble.ts';
import { type PageSample, sampleOf } from './docs-site-selectors.ts';
import { ICONS, icon, make } from './elements.ts';
import { type MenuChoice, makeMenu } from './menu.ts';
import { hidePopover, isShown } from './popover.ts';
import { placeOn } from './position.ts';
import { onPress, readPosition, type Verdict } from './press-guard.ts';
import { OPEN_TOKENS, type Opener, replyFor, replyForHidden } from './replies.ts';
import { request } from './requests.ts';
import { dropShell, makeShell } from './shadow-host.ts';

/** The button on one code block. */
export interface SampleButton {
  /** Updates the button for another sample of the block. */
  update(sample: PageSample): void;
  /** Sets and shows the profile whose token is copied. */
  setProfile(profile: MirroredProfile): void;
  /** Positions the button beside the site's buttons; again after anything there moved. */
  place(): void;
  /** `isReplaced`: the page replaced the sample; what is said of a copy, or will be once it is done, is still shown. */
  remove(isReplaced: boolean): void;
}

/** How long the button shows the outcome of a press, in ms. */
const OUTCOME_DURATION_MS = 2500;

/** Puts a copy button on a code block, beside the site's buttons. */
export function makeSampleButton(block: Element, first: PageSample, shown: MirroredProfile): SampleButton {
  let { what } = first;
  let profile = shown;
  let busy = false;
  /** Where the bar was last, for what is said once the page has replaced it. */
  let lastBox: DOMRect;
  const shell = makeShell('sample');
  const { host, frame } = shell;
  const chip = make('span', { class: 'chip', 'aria-hidden': 'true' });
  const label = make('span', { class: 'label' });
  const copy = make('button', { class: 'copy' }, chip, label);
  const more = make(
    'button',
    { class: 'more', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': t('docsMoreWays') },
    icon(ICONS.more, 12),
  );
  const bar = make('div', { class: 'bar', role: 'group', 'aria-label': t('extensionName') }, copy, more);
  const getBoundingClientRect = () => {
    if (bar.isConnected) lastBox = bar.getBoundingClientRect();
    return lastBox;
  };
  const bubble = makeBubble(shell, {
    anchor: { getBoundingClientRect },
    align: 'end',
    onHide() {
      if (!busy && !bar.isConnected) dropShell(shell);
    },
  });

  /** Returns the block's current sample; an empty one if it has none anymore. */
  const current = () => ({
    ...(sampleOf(block) ?? { text: '', method: null, what }),
    profileKey: profile.profileKey,
  });
  const run = async (start: () => Promise<Result<CopiedSample>>) => {
    if (busy) return;
    busy = true;
    getBoundingClientRect();
    // What is chosen in the menu meanwhile would be ignored.
    for (const button of [copy, more]) button.setAttribute('aria-busy', 'true');
    const result = await bubble.whileCopying(start());
    busy = false;
    for (const button of [copy, more]) button.removeAttribute('aria-busy');
    bar.dataset.done = String(result.ok);
    setTimeout(() => delete bar.dataset.done, OUTCOME_DURATION_MS);
    bubble.show(replyFor(result));
  };
  /** Returns what opens what a press is for: the window that asks, or what the menu's item is called. */
  const openerOf = (choice: MenuChoice | null): Opener => {
    if (choice === 'tokens') return OPEN_TOKENS;
    const { profileKey } = profile;
    const token = tokenOf(choice);
    const reason = choice === 'token-alone' || choice === 'other-profile' ? choice : 'confirm';
    return {
      label: choice === 'other-profile' ? 'docsAnotherProfile' : 'docsCopyInWindow',
      open: () => request('openCopyWindow', { profileKey, sample: current(), token, reason }),
    };
  };
  /** Handles a press, depending on whether the person saw what they pressed. */
  const choose = (verdict: Verdict, choice: MenuChoice | null) => {
    const opener = openerOf(choice);
    if (verdict === 'hidden') return bubble.show(replyForHidden(opener));
    if (verdict === 'unsure' || choice === 'tokens' || choice === 'other-profile')
      return showFailureOf(opener.open(), () => bubble);
    return run(() =>
      choice === 'token-alone'
        ? request('copyTokenAlone', { profileKey: profile.profileKey, sample: current() })
        : request('copySample', { ...current(), token: tokenOf(choice) }),
    );
  };
  const { menu, open } = makeMenu({
    shell,
    opener: more,
    choose: (verdict, choice) => void choose(verdict, choice),
    announce: (text) => bubble.announce(text),
    readTokens: () => request('offerTokens', current()),
    hasFields: () => what === 'complete',
  });

  const setProfile = (next: MirroredProfile) => {
    // It has the tokens of the profile before.
    if (next.profileKey !== profile.profileKey) hidePopover(menu);
    profile = next;
    const short = what === 'complete' ? 'docsCopyRunnable' : 'docsCopy';
    const full = t(`${short}With`, possessive(next.name));
    chip.textContent = profileInitial(next.name);
    chip.style.background = next.colour;
    copy.setAttribute('aria-label', full);
    copy.title = full;
    label.textContent = t(short);
    shell.seal();
  };
  const place = () => {
    placeOn(host, frame, block);
    readPosition(copy);
    readPosition(more);
  };
  const resized = new ResizeObserver(place);

  frame.append(bar, menu, ...bubble.parts);
  setProfile(profile);
  block.parentElement?.append(host);
  place();
  resized.observe(block);
  resized.observe(bar);
  onPress(copy, shell, (verdict) => void choose(verdict, null));
  // The pointer's release closes the menu, before the press is handled.
  let wasOpen = false;
  more.addEventListener('pointerdown', () => {
    wasOpen = isShown(menu);
  });
  onPress(more, shell, (verdict) => {
    if (wasOpen || isShown(menu)) return hidePopover(menu);
    if (verdict === 'hidden') return bubble.show(replyForHidden(openerOf(null)));
    if (busy) return;
    bubble.hide();
    void open();
  });
  // After the press, also one that doesn't count.
  for (const event of ['click', 'keydown'])
    more.addEventListener(event, () => {
      wasOpen = false;
    });

  return {
    setProfile,
    place,
    update(sample) {
      what = sample.what;
      setProfile(profile);
    },
    remove(isReplaced) {
      resized.disconnect();
      if (!isReplaced || !(busy || bubble.isShown())) {
        bubble.hide();
        return dropShell(shell);
      }
      bar.remove();
      menu.remove();
      document.body.append(host);
      shell.seal();
      bubble.showAgain();
    },
  };
}

/** Returns the token that a choice names; null: the default one. */
function tokenOf(choice: MenuChoice | null): TokenId | null {
  return choice && typeof choice === 'object' ? tokenIdOf(choice) : null;
}
