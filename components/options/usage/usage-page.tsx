import { t } from '../../../lib/i18n/t.ts';
import { Page } from '../shell/page.tsx';
import { HistoryView } from './history-view.tsx';

/** How a profile's use of a service grew, and when it will reach its limit. */
export function UsagePage() {
  return (
    <Page title={t('navUsage')} soft={t('usageSoft')}>
      <HistoryView />
    </Page>
  );
}
