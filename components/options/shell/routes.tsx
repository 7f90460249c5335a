import type { ConnectionKey, ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type StoreProblem, storeProblem } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { storeProblemText } from '../../ui/store-problem.ts';
import { LazyPage } from './lazy-page.tsx';
import { Page } from './page.tsx';
import { type PlainPage, type ProfileTab, pageHref, type Route, route } from './router.ts';
import { type Load, preload } from './use-lazy.ts';

/** Each page's code is its own file, fetched when the page is first opened. */
const connectPage: Load<{ connectionKey: string | null }> = async () =>
  (await import('../connect/connect-page.tsx')).ConnectPage;
const tokenPage: Load<{ profile: ProfileRef }> = async () =>
  (await import('../connect/assign-token-page.tsx')).AssignTokenPage;

const profilePage: Load<{ profile: ProfileRef; tab: ProfileTab }> = async () =>
  (await import('../profile/profile-page.tsx')).ProfilePage;

const raisePage: Load<{ profile: ProfileRef; service: string }> = async () =>
  (await import('../cost/raise-page.tsx')).RaisePage;
const upgradePage: Load<{ connectionKey: ConnectionKey; service: string }> = async () =>
  (await import('../cost/upgrade-page.tsx')).UpgradePage;
const allocationPage: Load<{ connectionKey: ConnectionKey }> = async () =>
  (await import('../allocation/allocation-page.tsx')).AllocationPage;

const plainPages: Record<PlainPage, Load<object>> = {
  overview: async () => (await import('../overview/overview-page.tsx')).OverviewPage,
  team: async () => (await import('../team/team-page.tsx')).TeamPage,
  tokens: async () => (await import('../tokens/tokens-page.tsx')).TokensPage,
  activity: async () => (await import('../activity/activity-page.tsx')).ActivityPage,
  profiles: async () => (await import('../profiles/profiles-page.tsx')).ProfilesPage,
  security: async () => (await import('../security/security-page.tsx')).SecurityPage,
  settings: async () => (await import('../settings/settings-page.tsx')).SettingsPage,
  usage: async () => (await import('../usage/usage-page.tsx')).UsagePage,
  cost: async () => (await import('../cost/cost-page.tsx')).CostPage,
  alerts: async () => (await import('../alerts/alerts-page.tsx')).AlertsPage,
};

/** Fetches the code of the page that the address names, while everything else is still being prepared. */
export function preloadPage(): void {
  const now = route.value;
  const load = loadOf(now.page);
  if (load) preload(load);
}

function loadOf(page: Route['page']): (() => Promise<unknown>) | null {
  switch (page) {
    case 'connect':
      return connectPage;
    case 'token':
      return tokenPage;
    case 'profile':
      return profilePage;
    case 'raise':
      return raisePage;
    case 'upgrade':
      return upgradePage;
    case 'allocation':
      return allocationPage;
    case 'unknown':
      return null;
    default:
      return plainPages[page];
  }
}

/** The page that the present address names. */
export function PageOf() {
  const problem = storeProblem.value;
  if (problem) return <StoreUnreadable problem={problem} />;
  return (
    <ErrorBoundary what={document.title} where={route.value.page}>
      <PageOfRoute />
    </ErrorBoundary>
  );
}

function StoreUnreadable({ problem }: { problem: StoreProblem }) {
  const { title, text } = storeProblemText(problem);
  return (
    <Page title={title} narrow>
      <p class="soft">{text}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        {t('optionsTryAgain')}
      </Button>
    </Page>
  );
}

function PageOfRoute() {
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
    default:
      return <LazyPage load={plainPages[now.page]} props={{}} />;
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
