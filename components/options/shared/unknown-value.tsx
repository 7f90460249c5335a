import { t } from '../../../lib/i18n/t.ts';
import { MissingValue } from './missing-value.tsx';
import type { ProfileRow } from './profile-rows.ts';
import { isAwaited } from './use-fresh-lists.ts';

/** Stands for a value that was not read yet: an ellipsis while it is going to be, else a dash. */
export function UnknownValue({ row, what }: { row: ProfileRow; what: Parameters<typeof isAwaited>[1] }) {
  return <MissingValue sign={isAwaited(row, what) ? '…' : '–'} why={t('profilesNotRead')} />;
}
