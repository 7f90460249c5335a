import type { ComponentType } from 'preact';
import type { ConnectionKey, ProfileRef } from '../../../lib/domain/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LazyPage } from './lazy-page.tsx';
import { Page } from './page.tsx';
import { type PlainPage, type ProfileTab, pageHref, route } from './router.ts';
import type { Load } from './use-lazy.ts';

type PageModule = Record<string, ComponentType<object>>;

/** Each page's code is its own file, fetched when the page is first opened. */
const connectPage: Load<{ connectionKey: string | null }> = async () =>
  (await import('../connect/connect-page.tsx')).ConnectPage;
const tokenPage: Load<{ profile: ProfileRef }> = async () =>
  (await import('../connect/give-token-page.tsx')).GiveTokenPage;

const profilePage: Load<{ profile: ProfileRef; tab: ProfileTab }> = async () =>
  (await import('../profile/profile-page.tsx')).ProfilePage;

const raisePage: Load<{ profile: ProfileRef; service: string }> = async () =>
  (await import('../cost/raise-page.tsx')).RaisePage;
const upgradePage: Load<{ connectionKey: ConnectionKey; service: string }> = async () =>
  (await import('../cost/upgrade-page.tsx')).UpgradePage;
const allocationPage: Load<{ connectionKey: ConnectionKey }> = async () =>
  (await import('../allocation/allocation-page.tsx')).AllocationPage;

const plainPages: Partial<Record<PlainPage, Load<object>>> = {
  overview: async () => (await import('../overview/overview-page.tsx')).OverviewPage,
  team: async () => (await import('../team/team-page.tsx')).TeamPage,
  tokens: async () => (await import('../tokens/tokens-page.tsx')).TokensPage,
  activity: async () => (await import('../activity/activity-page.tsx')).ActivityPage,
  profiles: async () => (await import('../profiles/profiles-page.tsx')).ProfilesPage,
  security: async () => (await import('../security/security-page.tsx')).SecurityPage,
  settings: async () => (await import('../settings/settings-page.tsx')).SettingsPage,
  ...discovered(),
};

/** Pages that stand in a folder of their own name, exported as `<Name>Page`. */
function discovered(): Partial<Record<PlainPage, Load<object>>> {
  const files = import.meta.glob<PageModule>('../{usage,cost,alerts}/*-page.tsx');
  return Object.fromEntries(
    Object.entries(files).map(([file, load]) => {
      const name = /\/([a-z]+)-page\.tsx$/.exec(file)![1]!;
      const component = `${name.charAt(0).toUpperCase()}${name.slice(1)}Page`;
      return [name, async () => (await load())[component]!];
    }),
  );
}

/** True when there is a page to show for it. */
export function hasPage(page: PlainPage): boolean {
  return page in plainPages;
}

/** The page that the present address names. */
export function PageOf() {
  const now = route.value;
  switch (now.page) {
    case 'connect':
      return <LazyPage load={connectPage} props={{ connectionKey: now.connectionKey }} />;
    case 'token':
      return <LazyPage load={tokenPage} props={{ profile: now.ref }} />;
    case 'profile':
      return <LazyPage load={profilePage} props={{ profile: now.ref, tab: now.tab }} />;
    case 'raise':
      return <LazyPage load={raisePage} props={{ profile: now.ref, service: now.service }} />;
    case 'upgrade':
      return (
        <LazyPage load={upgradePage} props={{ connectionKey: now.connectionKey, service: now.service }} />
      );
    case 'allocation':
      return <LazyPage load={allocationPage} props={{ connectionKey: now.connectionKey }} />;
    case 'unknown':
      return <NoSuchPage />;
    default: {
      const load = plainPages[now.page];
      return load ? <LazyPage load={load} props={{}} /> : <NoSuchPage />;
    }
  }
}

function NoSuchPage() {
  return (
    <Page title={t('optionsNoSuchPage')} narrow>
      <p class="soft">{t('optionsNoSuchPageHint')}</p>
      <p>
        <a class="button" href={pageHref('overview')}>
          {t('connectDoneOverview')}
        </a>
      </p>
    </Page>
  );
}
