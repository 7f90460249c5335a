import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { Column } from '../../ui/table.tsx';
import { setParams } from '../shell/router.ts';
import { matrixWidth, withLastPadding } from './columns.tsx';
import type { MatrixRow } from './rows.ts';

/** What a window of 1280 px leaves for a table, in px. */
const TABLE_WIDTH = 1014;

/**
 * Returns the columns that fit beside each other in a window of 1280 px. The last ones are left out first, unless
 * `mustStay`.
 */
export function fittingColumns(
  columns: Column<MatrixRow>[],
  mustStay: (key: string) => boolean,
): Column<MatrixRow>[] {
  const fitting = [...columns];
  for (let at = fitting.length - 1; at > 0 && matrixWidth(withLastPadding(fitting)) > TABLE_WIDTH; at--) {
    if (!mustStay(fitting[at]!.key)) fitting.splice(at, 1);
  }
  return fitting;
}

/** Names the columns that are left out, with a button that shows them, or leaves them out again; nothing if all fit. */
export function HiddenColumns({ hidden, all }: { hidden: readonly Column<MatrixRow>[]; all: boolean }) {
  if (hidden.length === 0) return null;
  return (
    <p class="soft matrix-hidden">
      {!all && t('matrixHidden', hidden.map(({ label }) => isolate(label)).join(', '))}{' '}
      <button type="button" class="link" onClick={() => setParams({ columns: all ? '' : 'all' })}>
        {t(all ? 'matrixFewerColumns' : 'matrixAllColumns')}
      </button>
    </p>
  );
}
