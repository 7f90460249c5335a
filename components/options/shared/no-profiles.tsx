import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { pageHref, setParams } from '../shell/router.ts';
import { NothingFound } from './nothing-found.tsx';

/** Replaces a table without rows. */
export function NoProfiles({ query }: { query: string }) {
  if (query) {
    return (
      <NothingFound text={t('profilesNoneFound', query)}>
        <Button onClick={() => setParams({ q: '', tag: '' })}>{t('profilesClearFilter')}</Button>
      </NothingFound>
    );
  }
  return (
    <div class="empty">
      <b>{t(connections.value.length > 0 ? 'profilesNone' : 'failure_not_connected')}</b>
      {connections.value.length === 0 && (
        <a class="button button--primary" href={pageHref('connect')}>
          {t('navConnect')}
        </a>
      )}
    </div>
  );
}
