import { daysUntil, monthOf } from '../../../lib/domain/usage/month.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded, now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { MatrixView } from '../matrix/matrix-view.tsx';
import { AddProfile } from '../profiles/add-profile.tsx';
import { dayAndMonth } from '../shared/dates.ts';
import { profileRows } from '../shared/profile-rows.ts';
import { profileCount } from '../shared/profiles-once.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { route, setParams } from '../shell/router.ts';
import { InvitationsBanner } from '../team/invitations-banner.tsx';
import { SummaryCards } from './summary-cards.tsx';
import '../profiles/profiles.css';

/** All profiles by all services, those at risk first, below a summary. */
export function OverviewPage() {
  const { params } = route.value;
  const allRows = profileRows.value;
  useFreshLists(allRows);
  const loading = loaded.value !== 'all' && allRows.length === 0;
  const { end } = monthOf(now.value);

  return (
    <Page
      title={t('navOverview')}
      soft={
        loading
          ? t('optionsLoading')
          : `${plural('settingsProfilesCount', profileCount.value)} · ${plural('overviewResets', daysUntil(end, now.value), dayAndMonth(end, 'UTC'))}`
      }
      actions={
        <Button
          kind="primary"
          disabled={connections.value.length === 0}
          onClick={() => setParams({ add: '1' })}
        >
          {t('profilesAddDots')}
        </Button>
      }
    >
      <InvitationsBanner />
      {!loading && allRows.length > 0 && <SummaryCards allRows={allRows} />}
      <MatrixView />
      {params.add && <AddProfile onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}
