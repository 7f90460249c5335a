import { useEffect, useState } from 'preact/hooks';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { type MessageKey, plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded, profiles } from '../../../lib/state/app-state.ts';
import { profilesAtRisk } from './at-risk-count.ts';
import { ConnectionBlock } from './connection-block.tsx';
import { Mark, type MenuPage, NavIcon } from './nav-icon.tsx';
import { type PlainPage, pageHref, type Route, route, routeKey } from './router.ts';

const MANAGE: [MenuPage, MessageKey][] = [
  ['overview', 'navOverview'],
  ['profiles', 'navProfiles'],
  ['team', 'navTeam'],
  ['tokens', 'navTokens'],
  ['usage', 'navUsage'],
  ['cost', 'navCost'],
  ['activity', 'navActivity'],
];
const SET_UP: [MenuPage, MessageKey][] = [
  ['alerts', 'navAlerts'],
  ['security', 'navSecurity'],
  ['settings', 'navSettings'],
];

/** Pages that are no entry of their own stand under another. */
const SECTION_OF: Partial<Record<Route['page'], MenuPage>> = {
  profile: 'profiles',
  token: 'profiles',
  raise: 'cost',
  allocation: 'cost',
  upgrade: 'cost',
  diagnostics: 'settings',
};

/** The pages, how many profiles are at risk, and the connections; a menu where the window is narrow. */
export function Navigation() {
  const [open, setOpen] = useState(false);
  const here = routeKey.value;
  // Before an account is connected, there is nothing to manage.
  const nothingConnected = loaded.value === 'all' && connections.value.length === 0;
  useEffect(() => setOpen(false), [here]);
  return (
    <nav class="nav" aria-label={t('navLabel')} data-open={open || undefined}>
      <div class="nav__top">
        <div class="nav__brand">
          <Mark />
          {t('extensionShortName')}
        </div>
        <button
          type="button"
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
            <Links pages={MANAGE} />
            <hr />
          </>
        )}
        <Links pages={nothingConnected ? SET_UP.filter(([page]) => page !== 'alerts') : SET_UP} />
        <ConnectionBlock />
      </div>
    </nav>
  );
}

function Links({ pages }: { pages: [MenuPage, MessageKey][] }) {
  const page = route.value.page;
  const current = SECTION_OF[page] ?? page;
  return (
    <ul>
      {pages.map(([name, label]) => (
        <li key={name}>
          <a href={pageHref(name)} aria-current={name === current ? 'page' : undefined}>
            <NavIcon page={name} />
            <span class="nav__label">{t(label)}</span>
            <Count page={name} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Count({ page }: { page: PlainPage }) {
  if (page === 'overview') {
    const count = profilesAtRisk.value;
    return count > 0 ? (
      <span class="pill pill--error" title={plural('navAtRisk', count)}>
        <span aria-hidden="true">{numberText(count)}</span>
        <span class="visually-hidden">, {plural('navAtRisk', count)}</span>
      </span>
    ) : null;
  }
  if (page === 'profiles' && profiles.value.length > 0) {
    return <span class="soft">{numberText(profiles.value.length)}</span>;
  }
  return null;
}
