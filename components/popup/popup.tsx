import { useEffect, useState } from 'preact/hooks';
import { type OptionsRoute, optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import {
  connections,
  hiddenWhileLocked,
  isStoreSlow,
  loaded,
  passphraseSet,
  storeProblem,
  vaultLocked,
} from '../../lib/state/app-state.ts';
import { isExample } from '../../lib/state/example.ts';
import { logError, logErrorsOf } from '../../lib/state/log-error.ts';
import { IconButton } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { storeProblemText } from '../ui/store-problem-text.ts';
import { ActiveCard } from './active-card.tsx';
import { ConnectionBanners } from './connection-banners.tsx';
import { ExampleBanner } from './example-banner.tsx';
import { FilterField } from './filter-field.tsx';
import { NavigationContext, useNavigate } from './navigation.ts';
import { UnlockBanner } from './unlock-banner.tsx';
import './popup.css';
import { Hidden, Unreadable, Welcome } from './full-page-state.tsx';
import { type LazyParts, loadLazyParts } from './load-lazy-parts.ts';
import { isPanel } from './panel.ts';
import { lockVault } from './popup-actions.ts';
import { afterList, listPainted } from './popup-model.ts';
import { ProfileList } from './profile-list.tsx';
import { StatusBar } from './status-bar.tsx';
import { type Status, showStatus, status, toDiagnostics } from './status-message.ts';

/**
 * The popup: the active profile, its usage, and the list to switch. `openOptions` shows the options page at a route.
 */
export function Popup({
  openOptions,
  panelOpener,
}: {
  openOptions: (route: OptionsRoute) => Promise<void>;
  panelOpener: () => Promise<(() => Promise<void>) | null>;
}) {
  const [openPanel, setOpenPanel] = useState<(() => Promise<void>) | null>(null);
  const settled = listPainted.value;
  useEffect(() => {
    if (settled && !isPanel) void panelOpener().then((open) => setOpenPanel(() => open));
  }, [settled]);
  return (
    <NavigationContext.Provider value={openOptions}>
      <ErrorBoundary what={t('extensionName')} where="popup">
        <Screen openPanel={openPanel} />
      </ErrorBoundary>
    </NavigationContext.Provider>
  );
}

function Screen({ openPanel }: { openPanel: (() => Promise<void>) | null }) {
  const navigate = useNavigate();
  const all = loaded.value === 'all';
  useEffect(() => {
    if (all) requestIdleCallback(afterList, { timeout: 200 });
  }, [all]);
  const parts = useLazyParts();
  useSlowNote();
  if (storeProblem.value) return <Unreadable problem={storeProblem.value} />;
  if (all && connections.value.length === 0) return <Welcome />;
  if (hiddenWhileLocked.value) return <Hidden />;
  return (
    <>
      {isExample.value && <ExampleBanner />}
      <header class="top">
        <ErrorBoundary what={t('popupSearch')} where="popup filter">
          <FilterField />
        </ErrorBoundary>
        {passphraseSet.value && !vaultLocked.value && (
          <IconButton icon="lock" label={t('popupLock')} onClick={() => lockVault()} />
        )}
        {openPanel && (
          <IconButton
            icon="panel"
            label={t('popupKeepOpen')}
            onClick={() =>
              openPanel().catch((error) => {
                logError('openPanel', error);
                showStatus({ tone: 'error', text: t('popupKeepOpenFailed'), action: toDiagnostics() });
              })
            }
          />
        )}
        <IconButton
          icon="sliders"
          label={t('popupManage')}
          onClick={() => navigate(optionsRoutes.overview)}
        />
      </header>
      <main class="main">
        <ErrorBoundary what={t('popupActiveProfile')} where="popup card">
          <UnlockBanner />
          <ActiveCard />
        </ErrorBoundary>
        <ErrorBoundary what={t('navConnections')} where="popup banners">
          {parts && <parts.ConsoleBanner />}
          <ConnectionBanners />
          {parts && <parts.InvitationBanners />}
        </ErrorBoundary>
        <ErrorBoundary what={t('popupProfiles')} where="popup list">
          <ProfileList />
        </ErrorBoundary>
      </main>
      <ErrorBoundary what={t('extensionName')} where="popup status">
        <StatusBar />
      </ErrorBoundary>
    </>
  );
}

/** Says in the status bar that reading what isn't shown yet takes long. */
function useSlowNote(): void {
  const isSlow = isStoreSlow.value;
  useEffect(() => {
    if (!isSlow) return;
    const { title, text } = storeProblemText('slow');
    const note: Status = { tone: 'info', text: `${title}. ${text}`, action: toDiagnostics() };
    showStatus(note);
    return () => {
      if (status.peek() === note) showStatus(null);
    };
  }, [isSlow]);
}

/** Returns what is loaded once the list is painted; null until then, or if an update has removed the file. */
function useLazyParts(): LazyParts | null {
  const [parts, setParts] = useState<LazyParts | null>(null);
  const painted = listPainted.value;
  useEffect(() => {
    if (!painted) return;
    loadLazyParts().then(setParts, logErrorsOf('load lazy parts'));
  }, [painted]);
  return parts;
}
