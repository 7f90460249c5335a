import { t } from '../../../lib/i18n/t.ts';

/** Gray rows instead of a table that is not read yet; they reserve the table's space. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div class="rows-skeleton" role="status" aria-label={t('optionsLoading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="rows-skeleton__row">
          <span class="skeleton rows-skeleton__avatar" />
          <span class="skeleton rows-skeleton__line" style={{ width: `${28 + ((row * 17) % 24)}%` }} />
        </div>
      ))}
    </div>
  );
}
