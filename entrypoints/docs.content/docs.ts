import { watchBlocks } from './blocks.ts';
import { makeDock } from './dock.ts';
import { isHydrated } from './docs-site-selectors.ts';
import {
  type ExtensionState,
  type HintState,
  onExtensionStateChange,
  readExtensionState,
  rememberHint,
} from './mirror.ts';
import { onOrphaned } from './replies.ts';
import { makeSampleButton, type SampleButton } from './sample-button.ts';
import { dropLeftovers, followTheme } from './shadow-host.ts';

/**
 * Buttons on samples and the dock, for as long as there is a profile to copy for. Nothing is touched before
 * the site's scripts have taken over the page.
 */
export async function startDocs(): Promise<void> {
  dropLeftovers();
  let known = await readExtensionState();
  const buttons = new Map<Element, SampleButton>();
  const dock = makeDock();
  /** The state that this page shows the one hint for. */
  let hinting: HintState | null = null;

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
      hinting = null;
      dock.show(offersOf(known).dock ? profile : null);
      if (known.hinted) void rememberHint(null);
    } else if (wantsAny(known) && (known.hinted !== state || hinting === state)) {
      // A page that nobody looks at leaves the hint to one that is seen.
      if (document.visibilityState === 'hidden') return;
      hinting = state;
      dock.hint(state, () => {
        hinting = null;
        dock.show(null);
      });
      if (known.hinted !== state) void rememberHint(state);
    } else {
      dock.show(null);
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
  const stopListening = onExtensionStateChange(() => {
    void readExtensionState().then((now) => {
      known = now;
      render();
    });
  });
  document.addEventListener('visibilitychange', render);
  onOrphaned(() => {
    document.removeEventListener('visibilitychange', render);
    stopListening();
    page.disconnect();
    blocks.stop();
    dock.show(null);
  });
  if (isHydrated()) blocks.start();
  render();
}

/** What there is to show, by the person's settings and the extension's state. */
function offersOf(known: ExtensionState): { buttons: boolean; dock: boolean } {
  const ready = stateOf(known) === null;
  return { buttons: ready && known.settings.buttons, dock: ready && known.settings.dock };
}

/** Who wants neither buttons nor dock wants no hint either. */
function wantsAny({ settings }: ExtensionState): boolean {
  return settings.buttons || settings.dock;
}

function stateOf({ profile }: ExtensionState): HintState | null {
  if (!profile) return 'not-connected';
  return profile.locked ? 'locked' : null;
}
