import type { Failure } from '../../../lib/domain/failure.ts';
import { lastFailureOf } from '../../../lib/domain/usage/usage-status.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Age } from '../../ui/age.tsx';
import { failureText } from '../../ui/failure-text.ts';

/** Why the latest read failed, if it did, and how old what is shown is. `read`: undefined if nothing was read yet. */
export function ReadAge({
  read,
}: {
  read: { fetchedAt: number | null; failure: { failure: Failure; at: number } | null } | undefined;
}) {
  const failure = lastFailureOf(read);
  if (!read?.fetchedAt) {
    return failure ? <span class="error">{failureText(failure)}</span> : t('usageNotRead');
  }
  return (
    <>
      {failure && <span class="error">{failureText(failure)} </span>}
      <Age at={read.fetchedAt} now={now.value} failed={failure !== null} />
    </>
  );
}
