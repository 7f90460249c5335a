import { coalesceRead } from '../../async/coalesce-read.ts';
import type { Purpose } from '../../async/limiter.ts';
import { serializerByKey } from '../../async/serialize.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { callAsProfile } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { brokenRule, type Failure, notAllowed, type TimedFailure } from '../../domain/failure.ts';
import { type ProfileRef, refId, refOf } from '../../domain/identity/keys.ts';
import { allRows, type Listed, rowsWhere } from '../../domain/listed.ts';
import { addressesOf, isSameAddress, memberAddress, memberWith, type TeamMember } from '../../domain/team.ts';
import { isEmail } from '../../domain/text/pasted.ts';
import { deleteMember, fetchTeam, postInvitation } from '../../platform/team.ts';
import { removeCanceledInvitation } from '../../store/canceled-invitations.ts';
import { getTeam, updateTeam } from '../../store/team.ts';
import { failureOfRest, sendAndConfirm, settleToFailure } from '../confirmed-change.ts';
import { forEachProfile, storingFailure } from '../for-each-profile.ts';
import { ownedProfile } from '../lookup.ts';
import { journalEntry, recordJournal } from '../record-journal.ts';

const serialize = serializerByKey();

/**
 * Runs a change of a profile's team after those begun before it, so that an invitation isn't sent again after the
 * person was removed. Nesting calls deadlocks.
 */
export function serializeTeamChange<T>(ref: ProfileRef, change: () => Promise<T>): Promise<T> {
  return serialize(refId(ref), change);
}

/** Reads members and invitations of profiles into the store. Each failure is stored with its profile. */
export function readTeam(request: { refs: ProfileRef[] }): Promise<null> {
  return forEachProfile(request.refs, (ref) => rereadTeam(ref, 'share'));
}

/** Reads one profile's team again (see {@link coalesceRead}). A failure is stored with the team and thrown. */
export function rereadTeam(
  ref: ProfileRef,
  how: 'share' | 'restart' = 'restart',
  purpose: Purpose = 'person',
): Promise<Listed<TeamMember>> {
  const storeFailure = (failure: TimedFailure) => updateTeam(ref, (team) => ({ ...team, failure }));
  const read = async () => {
    const { connectionKey, profileKey } = ref;
    const listed = await callAsProfile(ref, fetchTeam, { purpose: () => purpose });
    const team = { connectionKey, profileKey, members: listed.rows, fetchedAt: Date.now(), failure: null };
    await updateTeam(ref, () => team);
    return listed;
  };
  return coalesceRead(['team', refOf(ref)], how, () => storingFailure(storeFailure, read));
}

/**
 * Invites people, one after the other. Returns one result per distinct address, with a failure such as `no-account`,
 * `plan-limit`, `invalid-input` or `outcome-unknown`. After a failure that would affect every address the rest isn't
 * attempted (see {@link failureOfRest}). Owner only.
 */
export function inviteMembers(
  request: ProfileRef & { emails: string[] },
): Promise<{ email: string; failure: Failure | null }[]> {
  const emails = addressesOf(request.emails);
  const invitePeople = async () => {
    await ownedProfile(request);
    // What is stored may be old, and would then claim that somebody else's invitation is this one.
    const before = await rereadTeam(request)
      .then(allRows)
      .catch(() => null);
    const results: { email: string; failure: Failure | null }[] = [];
    let stop: Failure | null = null;
    for (const email of emails) {
      const failure: Failure | null = stop ?? (await settleToFailure(invite(request, email, before)));
      stop ??= failureOfRest(failure);
      results.push({ email, failure });
      if (failure === null) await recordInvited(request, { email });
    }
    await rereadTeam(request).catch(logErrorsOf('rereadTeam'));
    return results;
  };
  return singleFlight(['inviteMembers', refOf(request), emails], () =>
    serializeTeamChange(request, invitePeople),
  );
}

/** Records that a person was invited. An invitation that a terminated worker had canceled isn't sent in addition. */
export async function recordInvited(
  ref: ProfileRef,
  person: { accountId?: string; email: string },
): Promise<void> {
  const entry = journalEntry('member-invited', ref, person.email);
  await removeCanceledInvitation(ref, person, entry).catch(logErrorsOf('recordInvited'));
}

/**
 * Reads whether an invitation is pending, and returns it. Throws `not-allowed` for a member, who isn't to be removed as
 * an invitation, and `malformed` where that can't be known.
 */
export async function pendingInvitation(ref: ProfileRef, accountId: string): Promise<TeamMember | undefined> {
  const [member] = rowsWhere(await rereadTeam(ref), (one) => one.accountId === accountId);
  if (member?.active) throw notAllowed('ruleAlreadyMember');
  return member;
}

/**
 * Removes one person (or their invitation) from several profiles. Returns one result per profile: `not-allowed`
 * (`ruleAlreadyMember`) where an invitation was to be canceled that has been accepted meanwhile.
 */
export function removeMember(request: {
  accountId: string;
  from: (ProfileRef & { active: boolean })[];
}): Promise<{ ref: ProfileRef; failure: Failure | null }[]> {
  const { accountId } = request;
  const from = request.from.map((one) => ({ ref: refOf(one), active: one.active }));
  return singleFlight(['removeMember', accountId, from], () =>
    Promise.all(
      from.map(async ({ ref, active }) => {
        const member = (await getTeam(ref))?.members.find((one) => one.accountId === accountId);
        let isRemoved = false;
        const failure = await settleToFailure(
          serializeTeamChange(ref, async () => {
            isRemoved = await removeOne(ref, accountId, active);
          }),
        );
        if (failure === null) {
          await updateTeam(ref, (team) => ({
            ...team,
            members: team.members.filter((one) => one.accountId !== accountId),
          })).catch(logErrorsOf('updateTeam'));
          if (isRemoved) await recordJournal('member-removed', ref, memberAddress(member));
        }
        // Also after a success: a list that was requested before still has the member, and may arrive later.
        await rereadTeam(ref).catch(logErrorsOf('rereadTeam'));
        return { ref, failure };
      }),
    ),
  );
}

/** Invites one person. `before`: the team that was just read; null when it isn't known. */
export async function invite(
  ref: ProfileRef,
  email: string,
  before: readonly TeamMember[] | null,
  purpose: Purpose = 'person',
): Promise<void> {
  if (!isEmail(email)) throw brokenRule('email', 'ruleEmail');
  // If the person was invited before, the list doesn't show whether this invitation was sent.
  const wasInvited = before === null || memberWith(before, email) !== undefined;
  await sendAndConfirm({
    send: () => callAsProfile(ref, (api, id) => postInvitation(api, id, email), { purpose: () => purpose }),
    look: async () => {
      const team = await rereadTeam(ref, 'restart', purpose);
      const invited = rowsWhere(team, (one) => isSameAddress(one.email, email));
      return invited.length > 0 && !wasInvited ? true : null;
    },
  });
}

/** Returns false, and removes nobody, if the invitation is gone by itself. */
async function removeOne(ref: ProfileRef, accountId: string, active: boolean): Promise<boolean> {
  await ownedProfile(ref);
  // Before anything is sent: whatever becomes of this removal, the person isn't invited again by itself.
  await removeCanceledInvitation(ref, { accountId });
  if (!active && !(await pendingInvitation(ref, accountId))) return false;
  await remove(ref, accountId);
  return true;
}

export async function remove(ref: ProfileRef, accountId: string): Promise<void> {
  await sendAndConfirm({
    send: () => callAsProfile(ref, (api, id) => deleteMember(api, id, accountId)),
    look: async () => {
      const left = rowsWhere(await rereadTeam(ref), (one) => one.accountId === accountId);
      return left.length > 0 ? null : true;
    },
  });
}
