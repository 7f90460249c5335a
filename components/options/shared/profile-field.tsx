import { useMemo, useState } from 'preact/hooks';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { type Choice, SelectField } from '../../ui/field.tsx';
import { FilterField } from './filter-field.tsx';
import { filterRows, nameWithTags, type ProfileRow } from './profile-rows.ts';

/** A browser's list of more is slow to open, and nobody finds a name in it. */
const MAX_LISTED_PROFILES = 200;

/** A choice of one profile. Among many it lists those that a filter finds. */
export function ProfileField({
  rows,
  idFor = ({ id }) => id,
  before = [],
  value,
  ...field
}: {
  label: string;
  hint?: string;
  rows: readonly ProfileRow[];
  /** Returns what stands for a profile; by default the id of its row. */
  idFor?: (row: ProfileRow) => string;
  /** Choices before the profiles. */
  before?: Choice[];
  value: string;
  onChange: (value: string) => void;
}) {
  const [query, setQuery] = useState('');
  const isLong = rows.length > MAX_LISTED_PROFILES;
  const found = useMemo(() => filterRows(rows, query).map(({ row }) => row), [rows, query]);
  const listed = found.slice(0, MAX_LISTED_PROFILES);
  const chosen = rows.find((row) => idFor(row) === value);
  const choices = (chosen && !listed.includes(chosen) ? [chosen, ...listed] : listed).map((row) => ({
    value: idFor(row),
    label: displayText(nameWithTags(row)),
  }));
  const more = found.length - listed.length;
  const rest = more > 0 ? [{ value: '…', label: plural('pickMore', more), disabled: true }] : [];
  const select = <SelectField {...field} value={value} choices={[...before, ...choices, ...rest]} />;
  if (!isLong) return select;
  return (
    <div class="field profile-field">
      <FilterField value={query} found={found.length} onInput={setQuery} />
      <p class="soft" role="status">
        {found.length === 0 && t('profilesNoneFound', query)}
      </p>
      {select}
    </div>
  );
}
