import { useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { CheckField } from '../../ui/choices.tsx';
import { FieldError } from '../../ui/field.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Tags } from '../../ui/profile-name.tsx';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { FilterField } from '../shared/filter-field.tsx';
import { filterRows, type ProfileRow } from '../shared/profile-rows.ts';
import { reasonNotToChooseForInvites, teamFullText } from './team-rules.ts';

/** More aren't drawn: thousands of checkboxes would keep the page busy for seconds. */
const MAX_VISIBLE_PROFILES = 100;

/** Chooses the profiles to invite to, one by one or all that the filter finds. */
export function InviteProfiles({
  rows,
  chosen,
  onChange,
  error,
  disabled,
}: {
  rows: ProfileRow[];
  /** Ids of rows. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error: string | null;
  disabled: boolean;
}) {
  const [query, setQuery] = useState('');
  const found = filterRows(rows, query);
  const chosenIds = new Set(chosen);
  const addable = found
    .filter(({ row }) => reasonNotToChooseForInvites(row) === undefined && !chosenIds.has(row.id))
    .map(({ row }) => row.id);
  return (
    <fieldset class="field radios" disabled={disabled}>
      <legend>{t('teamInviteProfiles')}</legend>
      <div class="row">
        <FilterField value={query} found={found.length} onInput={setQuery} />
        {addable.length > 0 && (
          <VanishingButton onClick={() => onChange([...chosen, ...addable])}>
            {plural(chosen.length > 0 ? 'teamSelectRest' : 'tokensSelectAll', addable.length)}
          </VanishingButton>
        )}
        {chosen.length > 0 && (
          <VanishingButton onClick={() => onChange([])}>{t('tokensClearSelection')}</VanishingButton>
        )}
      </div>
      <div class="choices">
        <p class="soft" role="status">
          {found.length === 0 && t('profilesNoneFound', query)}
        </p>
        {found.slice(0, MAX_VISIBLE_PROFILES).map(({ row }) => {
          const reason = reasonNotToChooseForInvites(row);
          return (
            <CheckField
              key={row.id}
              label={
                <>
                  <ForeignText text={row.profile.name} /> <Tags tags={row.tags} />
                </>
              }
              hint={reason ?? teamFullText(row, now.value) ?? undefined}
              checked={reason === undefined && chosenIds.has(row.id)}
              disabled={reason !== undefined}
              onChange={(isChosen) =>
                onChange(isChosen ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
              }
            />
          );
        })}
        {found.length > MAX_VISIBLE_PROFILES && (
          <p class="soft">{plural('pickMore', found.length - MAX_VISIBLE_PROFILES)}</p>
        )}
      </div>
      <FieldError error={error} />
    </fieldset>
  );
}
