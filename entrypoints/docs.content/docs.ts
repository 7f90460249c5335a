import type { DocsObstacle } from '../../lib/domain/settings/docs-mirror.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';
import { watchBlocks } from './blocks.ts';
import { makeDock } from './dock.ts';
import { isHydrated, ROOT_ATTRIBUTES } from './docs-site-selectors.ts';
import { type ExtensionState, onExtensionStateChange, readExtensionState, rememberHint } from './mirror.ts';
import { OPEN_PROFILES, SET_PASSPHRASE } from './replies.ts';
import { isOrphaned, onOrphaned } from './requests.ts';
import { makeSampleButton, type SampleButton } from './sample-button.ts';
import { applyTheme, dropLeftovers } from './shadow-host.ts';

/** Texts that are loaded in advance: once the extension is updated or removed, this script can't load them anymore. */
const RELOAD_TEXTS = ['docsReload', 'docsReloadButton', 'docsHintClose', 'extensionName'] as const;

/** Why no token can be copied, and what to do. */
const HINTS: Record<DocsObstacle, MessageKey> = {
  'no-profile': 'failure_no_profile',
  'needs-sign-in': 'failure_needs_sign_in',
  'no-passphrase': 'policyPassphrase',
  'policy-invalid': 'policyInvalidBanner',
  locked: 'docsHintLocked',
  'host-permission': 'docsHintHost',
  'not-connected': 'docsHintNotConnected',
};

/**
 * Shows buttons on samples and the dock, as long as there is an active profile. Changes nothing before the site's
 * scripts have hydrated the page.
 */
export async function startDocs(): Promise<void> {
  dropLeftovers();
  for (const key of RELOAD_TEXTS) t(key);
  let state = await readExtensionState();
  const buttons = new Map<Element, SampleButton>();
  const dock = makeDock();
  /** The obstacle about which this page shows a hint. */
  let shownHint: DocsObstacle | null = null;

  const blocks = watchBlocks({
    isEnabled: () => enabledParts(state).buttons,
    show(block, sample) {
      const shown = buttons.get(block);
      if (shown) shown.update(sample);
      else if (state.profile) buttons.set(block, makeSampleButton(block, sample, state.profile));
    },
    hide(block) {
      buttons.get(block)?.remove(blocks.running && enabledParts(state).buttons);
      buttons.delete(block);
    },
    moved(block) {
      buttons.get(block)?.place();
    },
  });

  const render = () => {
    if (!isHydrated()) return;
    const { profile, obstacle } = state;
    if (profile) for (const button of buttons.values()) button.setProfile(profile);
    blocks.scan();
    if (obstacle === null) {
      shownHint = null;
      dock.show(enabledParts(state).dock ? profile : null);
      if (state.hinted) void rememberHint(null);
    } else if (isAnyTurnedOn(state) && (state.hinted !== obstacle || shownHint === obstacle)) {
      // A hidden page leaves the hint to a visible one.
      if (document.visibilityState === 'hidden') return;
      shownHint = obstacle;
      const { label, open } = obstacle === 'no-passphrase' ? SET_PASSPHRASE : OPEN_PROFILES;
      dock.showHint({
        text: HINTS[obstacle],
        button: label,
        action: open,
        onDismiss() {
          shownHint = null;
          dock.show(null);
        },
      });
      if (state.hinted !== obstacle) void rememberHint(obstacle);
    } else {
      dock.show(null);
    }
  };
  /** Reads the state again, which may have changed while this page wasn't listening. */
  const refresh = async () => {
    if (isOrphaned()) return;
    state = await readExtensionState();
    render();
  };
  // What couldn't be read stays as it was last; only the end of the extension changes the page.
  const update = () => void refresh().catch(isOrphaned);

  const page = new MutationObserver(() => {
    applyTheme();
    if (!blocks.running && isHydrated()) {
      blocks.start();
      render();
    }
  });
  page.observe(document.documentElement, { attributes: true, attributeFilter: ROOT_ATTRIBUTES });
  const stopListening = onExtensionStateChange(update);
  document.addEventListener('visibilitychange', update);
  // A page restored from the back-forward cache has missed every change.
  addEventListener('pageshow', update);
  onOrphaned(() => {
    onOrphaned(() => {});
    removeEventListener('pageshow', update);
    document.removeEventListener('visibilitychange', update);
    stopListening();
    page.disconnect();
    blocks.stop();
    dock.show(null);
    if (!isAnyTurnedOn(state)) return;
    dock.showHint({
      text: 'docsReload',
      button: 'docsReloadButton',
      action: () => {
        location.reload();
        return undefined;
      },
      onDismiss: () => dock.show(null),
    });
  });
  if (isHydrated()) blocks.start();
  render();
}

/** Returns what is shown, by the person's settings and the extension's state. */
function enabledParts(state: ExtensionState): { buttons: boolean; dock: boolean } {
  const ready = state.obstacle === null;
  return { buttons: ready && state.settings.buttons, dock: ready && state.settings.dock };
}

/** Returns true if buttons or dock are turned on; without either, no hint is shown. */
function isAnyTurnedOn({ settings }: ExtensionState): boolean {
  return settings.buttons || settings.dock;
}
