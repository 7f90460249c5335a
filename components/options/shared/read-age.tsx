import type { Failure } from '../../../lib/domain/failure.ts';
import { needsToken, type Profile } from '../../../lib/domain/profiles/profile.ts';
import { lastFailureOf } from '../../../lib/domain/usage/usage-status.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Age } from '../../ui/age.tsx';
import { failureText } from '../../ui/failure-text.ts';

/**
 * Why the latest read failed, if it did, and how old what is shown is. Of a `profile` without a token of its own only
 * the age: its page says above what it needs. `read`: undefined if nothing was read yet.
 */
export function ReadAge({
  read,
  profile,
}: {
  read: { fetchedAt: number | null; failure: { failure: Failure; at: number } | null } | undefined;
  profile?: Profile;
}) {
  const failure = lastFailureOf(read);
  const shown = failure && !(profile && needsToken(profile) && failure.code === 'denied');
  if (!read?.fetchedAt) {
    return shown ? <span class="error">{failureText(failure)}</span> : t('usageNotRead');
  }
  return (
    <>
      {shown && <span class="error">{failureText(failure)} </span>}
      <Age at={read.fetchedAt} now={now.value} failed={failure !== null} />
    </>
  );
}
