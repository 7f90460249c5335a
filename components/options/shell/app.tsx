import { useEffect } from 'preact/hooks';
import type { HostAccess } from '../../../lib/domain/settings/host-access.ts';
import type { OptionalAccess } from '../../../lib/domain/settings/optional-access.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { Toasts } from '../../ui/toast.tsx';
import { NoticeAccessContext } from '../alerts/notice-access.ts';
import { HostAccessContext } from '../connect/host-access.ts';
import { ClipboardAccessContext } from '../settings/clipboard-access.ts';
import { Banners } from './banners.tsx';
import { Navigation } from './navigation.tsx';
import { navigate, pageHref, route, routeKey } from './router.ts';
import { PageOf } from './routes.tsx';
import './options.css';

/** The options page: navigation, banners, and the page that the address names. */
export function OptionsApp({
  hostAccess,
  noticeAccess,
  clipboardAccess,
}: {
  hostAccess: HostAccess;
  noticeAccess: OptionalAccess;
  clipboardAccess: OptionalAccess;
}) {
  useFirstRun();
  return (
    <HostAccessContext.Provider value={hostAccess}>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link, whose target takes the focus. */}
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // The address is the route: it must not become "#main".
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('optionsSkip')}
      </a>
      <div class="shell">
        <Navigation />
        <main id="main" tabIndex={-1}>
          <Banners />
          <NoticeAccessContext.Provider value={noticeAccess}>
            <ClipboardAccessContext.Provider value={clipboardAccess}>
              <PageOf key={routeKey.value} />
            </ClipboardAccessContext.Provider>
          </NoticeAccessContext.Provider>
        </main>
      </div>
      <Toasts />
    </HostAccessContext.Provider>
  );
}

/** Without any connection the overview has nothing to say: the first run begins at connecting. */
function useFirstRun(): void {
  const nothingYet =
    loaded.value === 'all' && connections.value.length === 0 && route.value.page === 'overview';
  useEffect(() => {
    if (nothingYet) navigate(pageHref('connect'), { replace: true });
  }, [nothingYet]);
}
