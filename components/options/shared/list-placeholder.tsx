import { t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import type { ProfileRow } from './profile-rows.ts';
import { readAutomatically } from './use-fresh-lists.ts';

/** In place of a list of which nothing was read: its skeleton while it is being read, else that nothing is. */
export function ListPlaceholder({ rows, kind }: { rows: readonly ProfileRow[]; kind: 'team' | 'tokens' }) {
  const disabledReason = reasonNotToSend();
  const isWanted = readAutomatically(rows).some((row) => !row[kind]?.failure);
  if (loaded.value !== 'all' || (disabledReason === undefined && isWanted)) {
    // One profile's list is short.
    return <TableSkeleton rows={rows.length === 1 ? 3 : 8} />;
  }
  return (
    <div class="empty" role="status">
      <b>{t('readStateNone')}</b>
      {disabledReason && <span>{disabledReason}</span>}
    </div>
  );
}
