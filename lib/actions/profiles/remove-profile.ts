import { callAsAccount, callAsProfile } from '../../calls/call.ts';
import { signalUntilLock } from '../../calls/connection-queue.ts';
import { failureOrLog, logErrorsOf } from '../../diagnostics/error-log.ts';
import { FailureError, failureOfError, notAllowed } from '../../domain/failure.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { moveTargetBeforeRemoval } from '../../domain/profiles/before-removal.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { pastedCode } from '../../domain/text/pasted.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import { deleteProfile as deleteOnPlatform, fetchProfileInfo } from '../../platform/profiles.ts';
import { login } from '../../platform/sign-in.ts';
import { deleteMember } from '../../platform/team.ts';
import { refreshDue } from '../../refresh/refresh.ts';
import { fetchProfileList } from '../../refresh/store-profile-list.ts';
import { applyLocally, removeProfile } from '../../store/profile-edits.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { rereadBilling } from '../billing/billing.ts';
import { failureOfUnsent, isOutcomeUnknown, isUnsent, sendAndConfirm } from '../confirmed-change.ts';
import { locateToken, moveTokenTo } from '../connect/move-token.ts';
import { withConsoleAway } from '../console/console-away.ts';
import { connectionOf, emailOf, ownedProfile, profileOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { credentialsOf, withPassword } from '../with-password.ts';
import { rereadProfiles } from './profiles.ts';

/**
 * Deletes a profile with everything in it. Owner only. Throws `wrong-password`, `two-factor-needed`, `wrong-pin`, and
 * `not-allowed` (`ruleProfileRenamed`) if it has another name by now than `name`, which the person was shown and typed.
 */
export function deleteProfile(request: ProfileRef & Reauthentication & { name: string }): Promise<null> {
  return withPassword(['deleteProfile', refOf(request)], request, async () => {
    const profile = await ownedProfile(request);
    await requireNameShown(profile, request.name);
    const { password } = request;
    const pinCode = pastedCode(request.pinCode ?? '');
    await withTokensAway(profile, () =>
      sendAndConfirm({
        send: () => callAsProfile(profile, (api, id) => deleteOnPlatform(api, id, { password, pinCode })),
        look: () => isGone(profile),
      }),
    );
    await forget(profile, 'profile-deleted');
    return null;
  });
}

/**
 * Leaves a profile that another account shares. As in the console, the platform checks password and code first.
 * Throws `wrong-password`, `two-factor-needed`, `wrong-pin`, and `not-allowed` for an owned profile.
 */
export function leaveProfile(request: ProfileRef & Reauthentication): Promise<null> {
  return withPassword(['leaveProfile', refOf(request)], request, async () => {
    const profile = await profileOf(request);
    if (!profile.shared) throw notAllowed('ruleOwnerCannotLeave');
    const connection = await connectionOf(request.connectionKey);
    const credentials = credentialsOf(await emailOf(connection), request);
    await login({ origin: connection.origin, signal: signalUntilLock() }, credentials);
    await withTokensAway(profile, () =>
      sendAndConfirm({
        send: () => callAsProfile(profile, (api, id) => deleteMember(api, id, connection.accountId)),
        look: () => isGone(profile),
      }),
    );
    await forget(profile, 'profile-left');
    return null;
  });
}

async function requireNameShown(profile: Profile, shown: string): Promise<void> {
  const { name } = await callAsProfile(profile, fetchProfileInfo).catch((error: unknown) => {
    // A name that can't be read now doesn't prevent it.
    if (['denied', 'not-found'].includes(failureOfError(error).code)) return profile;
    throw error;
  });
  // One without a name is shown by its id.
  if (name === shown || name === '') return;
  await applyLocally(profile, { name });
  throw notAllowed('ruleProfileRenamed');
}

async function isGone({ connectionKey, profileKey, id }: Profile): Promise<true | null> {
  const { rows, partial, gone } = await callAsAccount(connectionKey, (api) =>
    fetchProfileList(connectionKey, api),
  );
  return gone.includes(profileKey) || (!partial && !rows.some((row) => row.id === id)) ? true : null;
}

/** Runs `remove`, which deletes or leaves a profile and ends its tokens, with those that are needed moved away. */
const withTokensAway = (profile: Profile, remove: () => Promise<unknown>) =>
  withConsoleAway(profile, () => withTokenAway(profile, remove));

/**
 * Runs `remove`, which deletes or leaves a profile. If the extension token belongs to that profile, it is moved to
 * another one first: it would be deleted with it, and the connection would be lost.
 */
async function withTokenAway(profile: Profile, remove: () => Promise<unknown>): Promise<void> {
  const moved = await moveAway(profile);
  try {
    await remove();
  } catch (error) {
    // A request without a response may still arrive, and would delete the token as well.
    const mayBeRemoved = isOutcomeUnknown(failureOfError(error));
    if (moved && !mayBeRemoved)
      await moveTokenTo(profile.connectionKey, profile.id).catch(logErrorsOf('moveTokenTo'));
    // A token with access to its own profile only can't remove another: remove this one with the token in it.
    if (!moved || failureOfError(error).code !== 'denied') throw error;
    await remove();
  }
}

/** Returns true if the token was in the profile, and was moved. */
async function moveAway(profile: Profile): Promise<boolean> {
  if ((await locateToken(profile.connectionKey)) !== profile.id) return false;
  const target = moveTargetBeforeRemoval(profile, await listProfilesOf(profile.connectionKey));
  if (!target) return false;
  try {
    await moveTokenTo(profile.connectionKey, target.id);
  } catch (error) {
    const failure = failureOrLog('moveTokenTo', error);
    if (isUnsent(failure) || isOutcomeUnknown(failure) || failure.code === 'rate-limited')
      throw new FailureError(failureOfUnsent(failure));
    // The platform doesn't move it: better without the connection than not at all.
    return false;
  }
  return true;
}

async function forget(profile: Profile, what: 'profile-deleted' | 'profile-left'): Promise<void> {
  const from = what === 'profile-deleted' ? 'all' : 'account';
  await removeProfile(profile, from).catch(logErrorsOf('removeProfile'));
  await recordJournal(what, profile, profile.name);
  // If the list can't be read now, the next refresh reads it.
  await rereadProfiles(profile.connectionKey).catch(logErrorsOf('rereadProfiles'));
  // What it had is unallocated now.
  if (what === 'profile-deleted')
    void rereadBilling(profile.connectionKey, 'restart').catch(logErrorsOf('rereadBilling'));
  // Another profile may be the active one now.
  void refreshDue().catch(logErrorsOf('refreshDue'));
}
