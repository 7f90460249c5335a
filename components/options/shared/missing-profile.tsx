import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { MessagePage } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';

/** Replaces the page of a profile that is not in the store: not read yet, or gone. */
export function MissingProfile() {
  if (loaded.value !== 'all') return <TableSkeleton rows={6} />;
  return (
    <MessagePage
      title={t('profileGone')}
      text={t('profileGoneHint')}
      href={pageHref('profiles')}
      link={t('connectDoneProfilesLink')}
    />
  );
}
