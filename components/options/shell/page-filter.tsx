import { FilterField } from '../shared/filter-field.tsx';
import { route, setParams } from './router.ts';

/** The filter of the page's list, which stands in its address. `found`: how many rows are listed. */
export function PageFilter({ found, label }: { found: number; label?: string }) {
  return (
    <FilterField
      value={route.value.params.q ?? ''}
      found={found}
      onInput={(q) => setParams({ q })}
      {...(label !== undefined && { label })}
    />
  );
}
