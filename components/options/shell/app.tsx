import { useEffect } from 'preact/hooks';
import type { Permissions } from '../../../lib/domain/settings/permissions.ts';
import type { Shortcuts } from '../../../lib/domain/settings/shortcuts.ts';
import type { ToolbarIcon } from '../../../lib/domain/settings/toolbar-icon.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, hiddenWhileLocked, loaded, storeProblem } from '../../../lib/state/app-state.ts';
import { isExampleChosen } from '../../../lib/state/example.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { HiddenPage } from '../security/hidden-page.tsx';
import { PermissionsContext } from '../shared/permissions.ts';
import { ShortcutsContext } from '../shared/shortcuts.ts';
import { ToolbarIconContext } from '../shared/toolbar-icon.ts';
import { Banners } from './banners.tsx';
import { useExample } from './example.tsx';
import { Navigation } from './navigation.tsx';
import { isDiagnostics, navigate, pageHref, route, routeKey } from './router.ts';
import { CurrentPage } from './routes.tsx';
import './options.css';

/** The options page: navigation, banners, and the page that the address names. */
export function OptionsApp({
  permissions,
  shortcuts,
  toolbarIcon,
}: {
  permissions: Permissions;
  shortcuts: Shortcuts;
  toolbarIcon: ToolbarIcon;
}) {
  useFirstRun();
  useExample();
  const hidden = hiddenWhileLocked.value;
  return (
    <PermissionsContext.Provider value={permissions}>
      <ShortcutsContext.Provider value={shortcuts}>
        {/* biome-ignore lint/a11y/useValidAnchor: a skip link, whose target takes the focus. */}
        <a
          class="skip"
          href="#main"
          onClick={(event) => {
            // The hash is the route: it must not become "#main".
            event.preventDefault();
            document.getElementById('main')?.focus();
          }}
        >
          {t('optionsSkip')}
        </a>
        <div class="shell">
          {!hidden && (
            <ErrorBoundary what={t('navLabel')} where="navigation">
              <Navigation />
            </ErrorBoundary>
          )}
          <main id="main" tabIndex={-1}>
            <ErrorBoundary what={t('navConnections')} where="banners">
              <Banners />
            </ErrorBoundary>
            {hidden && !isDiagnostics() ? (
              <HiddenPage />
            ) : (
              <ToolbarIconContext.Provider value={toolbarIcon}>
                <CurrentPage key={routeKey.value} />
              </ToolbarIconContext.Provider>
            )}
          </main>
        </div>
      </ShortcutsContext.Provider>
    </PermissionsContext.Provider>
  );
}

/** Without a connection the overview is empty: the first run starts on the connect page. */
function useFirstRun(): void {
  const isFirstRun =
    loaded.value === 'all' &&
    storeProblem.value === null &&
    connections.value.length === 0 &&
    !isExampleChosen() &&
    route.value.page === 'overview';
  useEffect(() => {
    if (isFirstRun) navigate(pageHref('connect'), { replace: true });
  }, [isFirstRun]);
}
