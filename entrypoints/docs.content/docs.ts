import { t } from '../../lib/i18n/t.ts';
import { watchBlocks } from './blocks.ts';
import { makeDock } from './dock.ts';
import { isHydrated, ROOT_ATTRIBUTES } from './docs-site-selectors.ts';
import {
  type ExtensionState,
  type HintState,
  onExtensionStateChange,
  readExtensionState,
  rememberHint,
} from './mirror.ts';
import { isOrphaned, onOrphaned, request } from './requests.ts';
import { makeSampleButton, type SampleButton } from './sample-button.ts';
import { dropLeftovers, followTheme } from './shadow-host.ts';

/** Read while the extension can still be asked: afterwards its texts cannot be. */
const RELOAD_TEXTS = ['docsReload', 'docsReloadButton', 'docsHintClose', 'extensionName'] as const;

/**
 * Buttons on samples and the dock, for as long as there is a profile to copy for. Nothing is touched before
 * the site's scripts have taken over the page.
 */
export async function startDocs(): Promise<void> {
  dropLeftovers();
  for (const key of RELOAD_TEXTS) t(key);
  let state = await readExtensionState();
  const buttons = new Map<Element, SampleButton>();
  const dock = makeDock();
  /** The state that this page shows the one hint for. */
  let hinting: HintState | null = null;

  const blocks = watchBlocks({
    wanted: () => offersOf(state).buttons,
    show(block, sample) {
      const shown = buttons.get(block);
      if (shown) shown.update(sample);
      else if (state.profile) buttons.set(block, makeSampleButton(block, sample, state.profile));
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
    const { profile } = state;
    if (profile) for (const button of buttons.values()) button.name(profile);
    blocks.scan();
    const missing = missingOf(state);
    if (missing === null) {
      hinting = null;
      dock.show(offersOf(state).dock ? profile : null);
      if (state.hinted) void rememberHint(null);
    } else if (wantsAny(state) && (state.hinted !== missing || hinting === missing)) {
      // A page that nobody looks at leaves the hint to one that is seen.
      if (document.visibilityState === 'hidden') return;
      hinting = missing;
      dock.hint({
        text: missing === 'locked' ? 'docsHintLocked' : 'docsHintNotConnected',
        button: 'docsOpenProfiles',
        action: () => void request('openSwitcher'),
        dismissed() {
          hinting = null;
          dock.show(null);
        },
      });
      if (state.hinted !== missing) void rememberHint(missing);
    } else {
      dock.show(null);
    }
  };
  /** What changed while nobody listened, or what may have. */
  const refresh = async () => {
    if (isOrphaned()) return;
    state = await readExtensionState();
    render();
  };
  const look = () => void refresh().catch(isOrphaned);

  const page = new MutationObserver(() => {
    followTheme();
    if (!blocks.running && isHydrated()) {
      blocks.start();
      render();
    }
  });
  page.observe(document.documentElement, { attributes: true, attributeFilter: ROOT_ATTRIBUTES });
  const stopListening = onExtensionStateChange(look);
  document.addEventListener('visibilitychange', look);
  // A page restored from memory has missed every change.
  addEventListener('pageshow', look);
  onOrphaned(() => {
    onOrphaned(() => {});
    removeEventListener('pageshow', look);
    document.removeEventListener('visibilitychange', look);
    stopListening();
    page.disconnect();
    blocks.stop();
    dock.show(null);
    dock.hint({
      text: 'docsReload',
      button: 'docsReloadButton',
      action: () => location.reload(),
      dismissed: () => dock.show(null),
    });
  });
  if (isHydrated()) blocks.start();
  render();
}

/** Returns what there is to show, by the person's settings and the extension's state. */
function offersOf(state: ExtensionState): { buttons: boolean; dock: boolean } {
  const ready = missingOf(state) === null;
  return { buttons: ready && state.settings.buttons, dock: ready && state.settings.dock };
}

/** Who wants neither buttons nor dock wants no hint either. */
function wantsAny({ settings }: ExtensionState): boolean {
  return settings.buttons || settings.dock;
}

/** Returns what is missing before anything can be copied. */
function missingOf({ profile }: ExtensionState): HintState | null {
  if (!profile) return 'not-connected';
  return profile.locked ? 'locked' : null;
}
