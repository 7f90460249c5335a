import { useEffect, useRef, useState } from 'preact/hooks';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { isExample } from '../../../lib/state/example.ts';
import { profileCount } from '../shared/profiles-once.ts';
import { atRiskCount } from './at-risk-count.ts';
import { ConnectionBlock } from './connection-block.tsx';
import { isOwnPage } from './example.tsx';
import { NavIcon, ProductLogo } from './nav-icon.tsx';
import { entriesOf, entryFor, type MenuPage } from './navigation-entries.ts';
import { pageHref, route, routeKey } from './router.ts';

const MANAGE = entriesOf('manage');
const SET_UP = entriesOf('set-up');

/** Links to the pages, the number of profiles at risk, and the connections; a menu in a narrow window. */
export function Navigation() {
  const [open, setOpen] = useState(false);
  const here = routeKey.value;
  // Before an account is connected, there is nothing to manage.
  const nothingConnected = loaded.value === 'all' && connections.value.length === 0;
  const setUp = SET_UP.filter(({ page }) =>
    isExample.value ? !isOwnPage(page) : page !== 'alerts' || !nothingConnected,
  );
  const menu = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [here]);
  /** Closes the menu, also when the page that is open is chosen: then nothing else takes the focus. */
  const close = () => {
    setOpen(false);
    if (open) menu.current?.focus();
  };
  return (
    <nav class="nav" aria-label={t('navLabel')} data-open={open || undefined}>
      <div class="nav__top">
        <div class="nav__brand">
          <ProductLogo />
          {t('extensionShortName')}
        </div>
        <button
          type="button"
          ref={menu}
          class="button nav__menu"
          aria-expanded={open}
          aria-controls="nav-pages"
          onClick={() => setOpen(!open)}
        >
          {t('navMenu')}
        </button>
      </div>
      <div class="nav__body" id="nav-pages">
        {!nothingConnected && (
          <>
            <Links pages={MANAGE} onChoose={close} />
            {setUp.length > 0 && <hr />}
          </>
        )}
        {setUp.length > 0 && <Links pages={setUp} onChoose={close} />}
        <ConnectionBlock />
      </div>
    </nav>
  );
}

/** `onChoose`: also for the link to the page that is open. */
function Links({ pages, onChoose }: { pages: ReturnType<typeof entriesOf>; onChoose: () => void }) {
  const current = entryFor(route.value.page);
  return (
    <ul>
      {pages.map(({ page, label }) => (
        <li key={page}>
          <a href={pageHref(page)} aria-current={page === current ? 'page' : undefined} onClick={onChoose}>
            <NavIcon page={page} />
            <span class="nav__label">{t(label)}</span>
            <Count page={page} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Count({ page }: { page: MenuPage }) {
  if (page === 'overview') {
    const count = atRiskCount.value;
    return count > 0 ? (
      <span class="pill pill--error" title={plural('navAtRisk', count)}>
        <span aria-hidden="true">{numberText(count)}</span>
        <span class="visually-hidden">, {plural('navAtRisk', count)}</span>
      </span>
    ) : null;
  }
  if (page === 'profiles' && profileCount.value > 0) {
    return <span class="soft">{numberText(profileCount.value)}</span>;
  }
  return null;
}
