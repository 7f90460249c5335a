import { useState } from 'preact/hooks';
import { type Failure, isFinal } from '../../../lib/domain/failure.ts';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { memberName } from '../../../lib/domain/team.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { CheckField } from '../../ui/choices.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Tags } from '../../ui/profile-name.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { ResultsList } from '../shared/results-list.tsx';
import type { Person } from './people.ts';
import { reasonNotToChooseForRemoval } from './team-rules.ts';

/** Removes a person from several profiles at once, with a result for each. */
export function RemovePersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  // As it was when the dialog opened: a removed profile stays listed beside its result.
  const [memberships] = useState(person.memberships);
  const removable = memberships.filter(({ row }) => reasonNotToChooseForRemoval(row) === undefined);
  const [chosen, setChosen] = useState(() => new Set(removable.map(({ row }) => row.id)));
  const affected = removable.filter(({ row }) => chosen.has(row.id));
  const [results, setResults] = useState<{ id: string; failure: Failure | null }[]>([]);
  const remove = useSend('removeMember');
  const isMounted = useIsMounted();
  const who = memberName(person);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const confirm = async () => {
    const from = affected.map(({ row, member }) => ({ ...refOf(row.profile), active: member.active }));
    const result = await remove.run({ accountId: person.accountId, from });
    if (!result?.ok) return;
    const outcomes = result.value.map(({ ref, failure }) => ({ id: refId(ref), failure }));
    const failed = outcomes.filter(({ failure }) => failure !== null);
    const [first] = failed;
    if (first?.failure && !isMounted()) return announceFailure(first.failure);
    setResults(outcomes);
    // What was refused isn't offered again.
    setChosen(new Set(failed.flatMap(({ id, failure }) => (failure && isFinal(failure) ? [] : id))));
    if (failed.length > 0) return;
    announce(plural('teamRemovedFrom', from.length, who));
    onClose();
  };
  const nameOf = (id: string) => {
    const found = memberships.find(({ row }) => row.id === id);
    return found ? distinctName(found.row) : '';
  };
  return (
    <ConfirmDialog
      title={t('teamRemovePersonTitle', who)}
      label={plural('teamRemoveFrom', affected.length)}
      busyLabel={t('teamRemoving')}
      busy={remove.busy}
      disabled={affected.length === 0}
      obstacle={obstacleToSend()}
      failure={remove.failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      {affected.some(({ member }) => member.active) && <p>{t('teamRemoveHint', person.email)}</p>}
      {affected.some(({ member }) => !member.active) && <p>{t('teamRemovePendingHint', person.email)}</p>}
      <div class="choices">
        {memberships.map(({ row, member }) => (
          <CheckField
            key={row.id}
            label={
              <>
                <ForeignText text={row.profile.name} /> <Tags tags={row.disambiguationTags} />
              </>
            }
            hint={reasonNotToChooseForRemoval(row) ?? (member.active ? undefined : t('teamPending'))}
            checked={affected.some((one) => one.row.id === row.id)}
            disabled={reasonNotToChooseForRemoval(row) !== undefined || remove.busy}
            onChange={() => toggle(row.id)}
          />
        ))}
      </div>
      <ResultsList
        results={results.map(({ id, failure }) => ({
          label: nameOf(id),
          failure,
          done: t('teamRemovedOne'),
        }))}
      />
    </ConfirmDialog>
  );
}
