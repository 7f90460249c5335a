import { singleFlight } from '../../async/single-flight.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { endsRetries, FailureError, failureOfError, notAllowed } from '../../domain/failure.ts';
import {
  type ConnectionKey,
  type ProfileKey,
  type ProfileRef,
  refId,
  refOf,
  sameRef,
} from '../../domain/identity/keys.ts';
import { rowsWhere } from '../../domain/listed.ts';
import { isSameAddress, type TeamMember } from '../../domain/team.ts';
import { DAY_MS, hasElapsed } from '../../domain/time.ts';
import { isRateLimited } from '../../refresh/rate-limited.ts';
import {
  addCanceledInvitation,
  type CanceledInvitation,
  listCanceledInvitations,
  removeCanceledInvitation,
} from '../../store/canceled-invitations.ts';
import { onStoreChange } from '../../store/changes.ts';
import { getProfile } from '../../store/profiles.ts';
import { getTeam } from '../../store/team.ts';
import { getVaultStatus } from '../../store/vault-status.ts';
import { settleToFailure } from '../confirmed-change.ts';
import { ownedProfile } from '../lookup.ts';
import { journalEntry } from '../record-journal.ts';
import { invite, pendingInvitation, recordInvited, remove, rereadTeam, serializeTeamChange } from './team.ts';

/** An older one isn't sent by itself anymore: the person may have decided otherwise. */
const MAX_AGE_MS = DAY_MS;

/**
 * Sends an invitation again. If the platform refuses to invite someone twice, the old invitation is canceled first.
 * Owner only. Throws `not-allowed`: `ruleAlreadyMember`, or `ruleInvitationCanceled` when no new one could be sent.
 */
export function resendInvitation(request: ProfileRef & { accountId: string; email: string }): Promise<null> {
  const { accountId, email } = request;
  const resend = async () => {
    await ownedProfile(request);
    try {
      if (await pendingInvitation(request, accountId)) {
        const failure = await settleToFailure(invite(request, email, null));
        if (failure?.code === 'refused') await replaceInvitation(request, accountId, email);
        else if (failure) throw new FailureError(failure);
      } else {
        await invite(request, email, []);
      }
      await recordInvited(request, request);
    } finally {
      await rereadTeam(request).catch(logErrorsOf('rereadTeam'));
    }
    return null;
  };
  return singleFlight(['resendInvitation', refOf(request), accountId], () =>
    serializeTeamChange(request, resend),
  );
}

async function replaceInvitation(ref: ProfileRef, accountId: string, email: string): Promise<void> {
  // Read right before: the platform also refuses to invite somebody who has accepted meanwhile.
  const pending = await pendingInvitation(ref, accountId);
  if (!pending) return invite(ref, email, []);
  await addCanceledInvitation({ ...refOf(ref), accountId, email, since: pending.since, at: Date.now() });
  try {
    await remove(ref, accountId);
    await invite(ref, email, []).catch((error: unknown) => {
      if (failureOfError(error).code === 'outcome-unknown') throw error;
      throw notAllowed('ruleInvitationCanceled');
    });
  } catch (error) {
    // The person knows of it.
    await removeCanceledInvitation(ref, { accountId }).catch(logErrorsOf('removeCanceledInvitation'));
    throw error;
  }
}

/**
 * Sends the invitations that a terminated worker had canceled to send them again: at the worker's start, and while that
 * fails, whenever the profile's numbers were refreshed. Call it in the background's first turn.
 */
export function watchInvitations(): void {
  onStoreChange(({ store, keys }) => {
    if (store !== 'usage') return;
    const ids = new Set((keys as [ConnectionKey, ProfileKey][]).map((key) => key.join('|')));
    void sendCanceled((one) => ids.has(refId(one))).catch(logErrorsOf('send canceled invitations'));
  });
  setTimeout(() => void sendCanceled().catch(logErrorsOf('send canceled invitations')), 0);
}

/**
 * Sends canceled invitations again, those that `isWanted`. One that can't be sent now is kept; its failure is logged.
 */
export async function sendCanceled(
  isWanted: (invitation: CanceledInvitation) => boolean = () => true,
): Promise<void> {
  for (const canceled of (await listCanceledInvitations()).filter(isWanted))
    await serializeTeamChange(canceled, () => sendUnlessDone(canceled)).catch(logErrorsOf('sendUnlessDone'));
}

async function sendUnlessDone(canceled: CanceledInvitation): Promise<void> {
  // What was being sent when it was listed has ended.
  const isOpen = (one: CanceledInvitation) => one.accountId === canceled.accountId && sameRef(one, canceled);
  if (!(await listCanceledInvitations()).some(isOpen)) return;
  // A failure would be shown with the team, although no person asked for anything.
  if ((await getVaultStatus()).locked) return;
  const team = await getTeam(canceled);
  if (await isRateLimited(canceled.connectionKey, team?.failure)) return;
  const end = await endOf(canceled);
  await removeCanceledInvitation(canceled, canceled, end && journalEntry(end, canceled, canceled.email));
  if (end) await rereadTeam(canceled, 'restart', 'refresh').catch(logErrorsOf('rereadTeam'));
}

/**
 * Sends a canceled invitation, unless it isn't needed anymore. Returns what belongs in the journal; null: nothing.
 * Throws a failure that another attempt may not have.
 */
async function endOf(
  canceled: CanceledInvitation,
): Promise<'member-invited' | 'member-removed' | 'member-removed-unknown' | null> {
  const { accountId, email, since, at } = canceled;
  const profile = await getProfile(canceled);
  // The account was disconnected, or the profile is gone or has another owner.
  if (!profile || profile.shared) return null;
  const team = await rereadTeam(canceled, 'restart', 'refresh');
  const isOver = hasElapsed(MAX_AGE_MS, at, Date.now());
  const isIt = (one: TeamMember) => one.accountId === accountId || isSameAddress(one.email, email);
  const [found] = isOver ? team.rows.filter(isIt) : rowsWhere(team, isIt);
  // A newer one was sent by the terminated worker; the old one wasn't canceled.
  if (found) return (found.since ?? 0) > (since ?? 0) ? 'member-invited' : null;
  if (isOver) return team.partial ? 'member-removed-unknown' : 'member-removed';
  const failure = await settleToFailure(invite(canceled, email, [], 'refresh'));
  if (failure && !endsRetries(failure)) throw new FailureError(failure);
  return failure ? 'member-removed' : 'member-invited';
}
