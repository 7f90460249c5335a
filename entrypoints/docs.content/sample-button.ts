import { profileInitial } from '../../lib/domain/identity/colour.ts';
import type { TokenId } from '../../lib/domain/identity/profile.ts';
import type { DocsMirror } from '../../lib/domain/settings/docs-mirror.ts';
import { t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { makeBubble } from './bubble.ts';
import { pressOf, watchVisibility } from './click-guard.ts';
import { type PageSample, sampleOf } from './docs-site-selectors.ts';
import { ICONS, icon, make } from './elements.ts';
import { type MenuChoice, makeMenu } from './menu.ts';
import { placeOn } from './position.ts';
import { possessive, replyForCopy, replyForFailure, safeSend } from './replies.ts';
import { dropShell, makeShell } from './shadow-host.ts';

/** The button on one code block. */
export interface SampleButton {
  /** The block shows another sample than before. */
  update(sample: PageSample): void;
  /** Names the profile that it copies for. */
  name(profile: DocsMirror): void;
  /** Puts it where the site's own buttons end, again after anything there moved. */
  place(): void;
  remove(): void;
}

/** How long the button itself shows what became of a press, in ms. */
const OUTCOME_DURATION_MS = 2500;

/** Puts a copy button on a code block, beside the site's own buttons. */
export function makeSampleButton(block: Element, first: PageSample, shown: DocsMirror): SampleButton {
  let { what } = first;
  let profile = shown;
  let busy = false;
  const shell = makeShell('sample');
  const { host, root } = shell;
  const chip = make('span', { class: 'chip', 'aria-hidden': 'true' });
  const label = make('span', { class: 'label' });
  const copy = make('button', { class: 'copy' }, chip, label);
  const more = make(
    'button',
    { class: 'more', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': t('docsMoreWays') },
    icon(ICONS.more, 12),
  );
  const bar = make('div', { class: 'bar', role: 'group', 'aria-label': t('extensionName') }, copy, more);
  const bubble = makeBubble(bar, 'end');

  /** What stands there now; at least its shape where it offers nothing any more. */
  const current = (): PageSample => sampleOf(block) ?? { text: '', places: [], method: null, what };

  const copyAs = async (sample: PageSample, token: TokenId | null) => {
    if (busy) return;
    busy = true;
    copy.setAttribute('aria-busy', 'true');
    bubble.hide();
    const id = token && { name: token.name, createdAt: token.createdAt };
    const answer = await safeSend(
      send('copySample', { ...sample, profileKey: profile.profileKey, token: id }),
    );
    busy = false;
    copy.removeAttribute('aria-busy');
    bar.dataset.done = String(answer.ok);
    setTimeout(() => delete bar.dataset.done, OUTCOME_DURATION_MS);
    bubble.show(answer.ok ? replyForCopy(answer.value) : replyForFailure(answer.failure));
  };
  const choose = async (choice: MenuChoice) => {
    // Read anew: what is copied is what stands there now.
    const sample = current();
    if (choice === 'token-alone') await copyAs({ ...sample, what: 'token' }, null);
    else if (choice === 'tokens') await safeSend(send('openTokens'));
    else if (choice === 'other-profile') {
      const answer = await safeSend(send('chooseProfile', { ...sample, profileKey: profile.profileKey }));
      if (!answer.ok) bubble.show(replyForFailure(answer.failure));
    } else await copyAs(sample, choice);
  };
  const { menu, open } = makeMenu({
    host,
    opener: more,
    choose: (choice) => void choose(choice),
    tokens: () => safeSend(send('offerTokens', { ...current(), profileKey: profile.profileKey })),
    hasFields: what === 'complete',
  });

  const pressed = (button: Element, action: () => void) => (event: Event) => {
    const press = pressOf(event, button, host);
    if (press === 'person') action();
    else if (press === 'covered') bubble.show({ tone: 'trouble', text: t('docsCovered'), notes: [] });
  };
  copy.addEventListener(
    'click',
    pressed(copy, () => void copyAs(current(), null)),
  );
  more.addEventListener(
    'click',
    pressed(more, () => {
      bubble.hide();
      void open();
    }),
  );

  const name = (named: DocsMirror) => {
    profile = named;
    const completes = what === 'complete';
    const full = t(completes ? 'docsCopyRunnableWith' : 'docsCopyWith', possessive(named.name));
    chip.textContent = profileInitial(named.name);
    chip.style.background = named.colour;
    copy.setAttribute('aria-label', full);
    copy.title = full;
    label.textContent = completes ? t('docsCopyRunnable') : full;
  };
  const place = () => placeOn(host, block, bar);
  const resized = new ResizeObserver(place);

  root.append(bar, menu, ...bubble.parts);
  name(profile);
  block.parentElement?.append(host);
  place();
  resized.observe(block);
  watchVisibility(copy);
  watchVisibility(more);

  return {
    name,
    place,
    update(sample) {
      what = sample.what;
      name(profile);
    },
    remove() {
      bubble.hide();
      resized.disconnect();
      dropShell(shell);
    },
  };
}
