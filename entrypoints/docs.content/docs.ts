import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { watchBlocks } from './blocks.ts';
import { makeDock } from './dock.ts';
import { type HintState, type Known, onKnownChange, readKnown, rememberHint } from './mirror.ts';
import { isHydrated } from './page.ts';
import { makeSampleButton, type SampleButton } from './sample-button.ts';
import { followTheme } from './shell.ts';

/**
 * Buttons on samples and the dock, for as long as there is a profile to copy for. Nothing is touched before
 * the site's scripts have taken over the page.
 */
export async function startDocs(context: ContentScriptContext): Promise<void> {
  let known = await readKnown();
  const buttons = new Map<Element, SampleButton>();
  const dock = makeDock();

  const blocks = watchBlocks({
    wanted: () => offersOf(known).buttons,
    show(block, sample) {
      const shown = buttons.get(block);
      if (shown) shown.update(sample);
      else if (known.profile) buttons.set(block, makeSampleButton(block, sample, known.profile));
    },
    hide(block) {
      buttons.get(block)?.remove();
      buttons.delete(block);
    },
    moved(block) {
      buttons.get(block)?.place();
    },
  });

  const render = () => {
    if (!isHydrated()) return;
    const { profile } = known;
    if (profile) for (const button of buttons.values()) button.name(profile);
    blocks.scan();
    const state = stateOf(known);
    if (state === null) {
      dock.show(offersOf(known).dock ? profile : null);
      if (known.hinted) void rememberHint(null);
    } else {
      dock.hint(known.hinted === state ? null : state, () => void rememberHint(state));
    }
  };

  const page = new MutationObserver(() => {
    followTheme();
    if (!blocks.running && isHydrated()) {
      blocks.start();
      render();
    }
  });
  page.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-has-hydrated'],
  });
  const stopListening = onKnownChange(() => {
    void readKnown().then((now) => {
      known = now;
      render();
    });
  });
  context.onInvalidated(() => {
    stopListening();
    page.disconnect();
    blocks.stop();
    dock.show(null);
  });
  if (isHydrated()) blocks.start();
  render();
}

/** What there is to show, by the person's settings and the extension's state. */
function offersOf(known: Known): { buttons: boolean; dock: boolean } {
  const ready = stateOf(known) === null;
  return { buttons: ready && known.settings.buttons, dock: ready && known.settings.dock };
}

function stateOf({ profile }: Known): HintState | null {
  if (!profile) return 'not-connected';
  return profile.locked ? 'locked' : null;
}
