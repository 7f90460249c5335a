import { plural, t } from '../../../lib/i18n/t.ts';
import { FilterField } from '../shared/filter-field.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { Page } from '../shell/page.tsx';
import { pageHref, route, setParams } from '../shell/router.ts';
import { HistoryView } from './history-view.tsx';
import { MatrixView } from './matrix-view.tsx';
import '../profile/profile.css';
import '../profiles/profiles.css';
import './usage.css';

const VIEWS = ['services', 'resources', 'forecast', 'history'] as const;
export type UsageView = (typeof VIEWS)[number];

const LABELS = {
  services: 'usageViewServices',
  resources: 'usageViewResources',
  forecast: 'usageViewForecast',
  history: 'usageViewHistory',
} as const;

/** All profiles against their limits; when they would be full; and how it came to that. */
export function UsagePage() {
  const { params } = route.value;
  const view = VIEWS.find((one) => one === params.view) ?? 'services';
  const query = params.q ?? '';
  return (
    <Page
      title={t('navUsage')}
      documentTitle={`${t('navUsage')} · ${t(LABELS[view])}`}
      soft={`${plural('settingsProfilesCount', profileRows.value.length)} · ${t('usageSoft')}`}
      actions={view !== 'history' && <FilterField value={query} onInput={(q) => setParams({ q })} />}
    >
      <nav class="segmented tabs" aria-label={t('usageViews')}>
        {VIEWS.map((one) => (
          <a
            key={one}
            href={pageHref('usage', { view: one, q: one === 'history' ? '' : query })}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(LABELS[one])}
          </a>
        ))}
      </nav>
      {view === 'history' ? <HistoryView /> : <MatrixView key={view} view={view} query={query} />}
    </Page>
  );
}
