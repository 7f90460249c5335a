import { useState } from 'preact/hooks';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import { type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { loadedOf } from './loaded-of.ts';
import type { ProfileRow } from './profile-rows.ts';

const BATCH_SIZE = 25;

/**
 * Reads profiles a batch at a time while `goesOn`. Where a whole batch fails, the accounts in it are left out from then
 * on, and the others are still read. Returns the first such failure; null if there was none.
 */
export async function readInBatches(
  profiles: readonly ProfileRef[],
  read: (refs: ProfileRef[]) => Promise<Result<unknown>>,
  goesOn: () => boolean,
): Promise<Failure | null> {
  let failure: Failure | null = null;
  for (let rest = [...profiles]; rest.length > 0; ) {
    const batch = rest.splice(0, BATCH_SIZE);
    const result = await read(batch);
    if (!result.ok) {
      failure ??= result.failure;
      const failed = new Set(batch.map(({ connectionKey }) => connectionKey));
      rest = rest.filter(({ connectionKey }) => !failed.has(connectionKey));
    }
    if (!goesOn()) break;
  }
  return failure;
}

/** Says that a list of all profiles is not complete yet, with a button that loads what is missing. */
export function LoadProgress(props: { rows: readonly ProfileRow[]; kind: 'team' | 'tokens' }) {
  const state = loadedOf(props.rows, props.kind);
  return state.missing.length > 0 ? <Missing {...props} {...state} /> : null;
}

function Missing({
  kind,
  missing,
  loaded,
  total,
}: ReturnType<typeof loadedOf> & { kind: 'team' | 'tokens' }) {
  const failed = missing.filter((row) => row[kind]?.failure);
  const [reading, setReading] = useState(false);
  const isMounted = useIsMounted();
  const box = useReturnFocus<HTMLDivElement>();
  const readAll = async () => {
    setReading(true);
    const failure = await readInBatches(
      missing.map(({ profile }) => refOf(profile)),
      (refs) => resultOf(() => (kind === 'team' ? send('readTeam', { refs }) : send('readTokens', { refs }))),
      () => isMounted() && obstacleToSend() === null,
    );
    if (failure) announceFailure(failure);
    if (isMounted()) setReading(false);
  };
  return (
    <div class="row read-state soft" {...box}>
      <span role="status">
        {t('readState', numberText(loaded), numberText(total))}
        {failed.length > 0 && ` ${t('readStateFailed', numberText(failed.length))}`}
      </span>
      <Button disabledReason={reasonNotToSend()} busy={reading} onClick={readAll}>
        {t(reading ? 'readStateReading' : 'readStateRead')}
      </Button>
    </div>
  );
}
