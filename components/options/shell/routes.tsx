import type { ComponentChildren } from 'preact';
import type { OptionsPage } from '../../../lib/domain/settings/options-route.ts';
import { t } from '../../../lib/i18n/t.ts';
import { firstScreen, type StoreProblem, storeProblem } from '../../../lib/state/app-state.ts';
import { isExample } from '../../../lib/state/example.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { storeProblemText } from '../../ui/store-problem-text.ts';
import { isOwnPage, NotInExample } from './example.tsx';
import { LazyPage } from './lazy-page.tsx';
import { labelOf } from './navigation-entries.ts';
import { MessagePage, Page } from './page.tsx';
import { isDiagnostics, pageHref, type Route, route } from './router.ts';
import { TableSkeleton } from './skeleton.tsx';
import { type LoadComponent, preload } from './use-lazy.ts';

interface PageEntry<Page extends OptionsPage> {
  load: () => Promise<unknown>;
  view: (route: Extract<Route, { page: Page }>) => ComponentChildren;
}

/** Each page's code is its own chunk, loaded when the page is first opened. */
const PAGES: { [Page in OptionsPage]: PageEntry<Page> } = {
  overview: entry(async () => (await import('../overview/overview-page.tsx')).OverviewPage),
  profiles: entry(async () => (await import('../profiles/profiles-page.tsx')).ProfilesPage),
  team: entry(async () => (await import('../team/team-page.tsx')).TeamPage),
  tokens: entry(async () => (await import('../tokens/tokens-page.tsx')).TokensPage),
  usage: entry(async () => (await import('../usage/usage-page.tsx')).UsagePage),
  cost: entry(async () => (await import('../cost/cost-page.tsx')).CostPage),
  activity: entry(async () => (await import('../activity/activity-page.tsx')).ActivityPage),
  alerts: entry(async () => (await import('../alerts/alerts-page.tsx')).AlertsPage),
  security: entry(async () => (await import('../security/security-page.tsx')).SecurityPage),
  settings: entry(async () => (await import('../settings/settings-page.tsx')).SettingsPage),
  diagnostics: entry(async () => (await import('../diagnostics/diagnostics-page.tsx')).DiagnosticsPage),
  connect: entry(
    async () => (await import('../connect/connect-page.tsx')).ConnectPage,
    ({ connectionKey }) => ({ connectionKey }),
  ),
  profile: entry(
    async () => (await import('../profile/profile-page.tsx')).ProfilePage,
    ({ ref, tab }) => ({ profile: ref, tab }),
  ),
  token: entry(
    async () => (await import('../connect/assign-token-page.tsx')).AssignTokenPage,
    ({ ref }) => ({ profile: ref }),
  ),
  raise: entry(
    async () => (await import('../cost/raise-page.tsx')).RaisePage,
    ({ ref, service }) => ({ profile: ref, service }),
  ),
  allocation: entry(
    async () => (await import('../allocation/allocation-page.tsx')).AllocationPage,
    ({ connectionKey }) => ({ connectionKey }),
  ),
  upgrade: entry(
    async () => (await import('../cost/upgrade-page.tsx')).UpgradePage,
    ({ connectionKey, service }) => ({ connectionKey, service }),
  ),
};

function entry<Page extends OptionsPage, Props extends object>(
  load: LoadComponent<Props>,
  props: (route: Extract<Route, { page: Page }>) => Props = () => ({}) as Props,
): PageEntry<Page> {
  return { load, view: (current) => <LazyPage load={load} props={props(current)} /> };
}

/** Loads the code of the current page, in parallel with everything else at the start. */
export function preloadPage(): void {
  const { page } = route.value;
  if (page !== 'unknown') preload(PAGES[page].load);
}

/** The page of the current route. */
export function CurrentPage() {
  const problem = storeProblem.value;
  if (problem && !isDiagnostics()) return <StoreUnreadable problem={problem} />;
  if (isExample.value && isOwnPage(route.value.page) && !isDiagnostics()) return <NotInExample />;
  const { page } = route.value;
  // Not the document's title: until the page is drawn, that is the one of the page before.
  return (
    <ErrorBoundary what={t(labelOf(page))} where={page} triedFor={route.value}>
      <PageView />
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
      </Button>{' '}
      <a class="button" href={pageHref('diagnostics')}>
        {t('diagnosticsOpen')}
      </a>
    </Page>
  );
}

function PageView() {
  const current = route.value;
  if (current.page === 'unknown') return <NoSuchPage />;
  // Another page than the one whose first rows are read.
  if (firstScreen.value && current.page !== firstScreen.value.name && !isDiagnostics())
    return <TableSkeleton />;
  // The table's type ties each page to its route; a lookup by a union of pages loses that.
  return (PAGES[current.page] as PageEntry<OptionsPage>).view(current);
}

function NoSuchPage() {
  return (
    <MessagePage
      title={t('optionsNoSuchPage')}
      text={t('optionsNoSuchPageHint')}
      href={pageHref('overview')}
      link={t('connectDoneOverview')}
    />
  );
}
