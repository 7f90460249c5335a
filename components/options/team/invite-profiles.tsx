import { useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { FieldError } from '../../ui/field.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { FilterField } from '../shared/filter-field.tsx';
import { filterRows, type ProfileRow } from '../shared/profile-rows.ts';
import { inviteObstacle } from './team-rules.ts';

/** Chooses the profiles to invite to, one by one or all that the filter shows. */
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
  const shown = filterRows(rows, query);
  const addable = shown
    .filter(({ row }) => inviteObstacle(row) === null && !chosen.includes(row.id))
    .map(({ row }) => row.id);
  return (
    <fieldset class="field radios" disabled={disabled}>
      <legend>{t('teamInviteProfiles')}</legend>
      <div class="row">
        <FilterField value={query} onInput={setQuery} />
        {addable.length > 0 && (
          <Button onClick={() => onChange([...chosen, ...addable])}>
            {plural('tokensSelectAll', addable.length)}
          </Button>
        )}
        {chosen.length > 0 && <Button onClick={() => onChange([])}>{t('tokensClearSelection')}</Button>}
      </div>
      <div class="choices">
        {shown.length === 0 && <p class="soft">{t('profilesNoneFound', query)}</p>}
        {shown.map(({ row }) => {
          const obstacle = inviteObstacle(row);
          return (
            <CheckField
              key={row.id}
              label={
                <>
                  <ForeignText text={row.profile.name} />
                  {row.tags.length > 0 && <span class="soft"> {row.tags.join(', ')}</span>}
                </>
              }
              hint={obstacle ?? undefined}
              checked={obstacle === null && chosen.includes(row.id)}
              disabled={obstacle !== null}
              onChange={(isChosen) =>
                onChange(isChosen ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
              }
            />
          );
        })}
      </div>
      <FieldError error={error} />
    </fieldset>
  );
}
