import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import type { ProfileRow } from './profile-rows.ts';
import { ReadListsAgain } from './read-lists-again.tsx';
import { unreadLists } from './unread-lists.ts';
import { rowsReadAutomatically } from './use-fresh-lists.ts';

/** In place of a list of which nothing was read: its skeleton while it is being read, else that nothing is, and why. */
export function ListPlaceholder({ rows, kind }: { rows: readonly ProfileRow[]; kind: 'team' | 'tokens' }) {
  const disabledReason = reasonNotToSend();
  const unstored = unreadLists.value;
  const wanted = rowsReadAutomatically(rows).filter((row) => !row[kind]?.failure);
  const isWanted = wanted.some(({ id }) => !unstored.has(id));
  const [failed] = wanted;
  const failure = failed && unstored.get(failed.id);
  if (loaded.value !== 'all' || (disabledReason === undefined && isWanted)) {
    // One profile's list is short.
    return <TableSkeleton rows={rows.length === 1 ? 3 : 8} />;
  }
  return (
    <div class="empty" role="status">
      <b>{t('readStateNone')}</b>
      {disabledReason ? <span>{disabledReason}</span> : failure && <span>{failureText(failure)}</span>}
      {failed && failure && rows.length === 1 && !disabledReason && <ReadListsAgain row={failed} />}
    </div>
  );
}
