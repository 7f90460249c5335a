import { serializerByKey } from '../../async/serialize.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { type Listed, rowsWhere } from '../../domain/listed.ts';
import {
  type Invitation,
  invitationText,
  isInvitation,
  type PlatformNotification,
} from '../../domain/notification.ts';
import type { ProfileListItem } from '../../domain/profiles/profile.ts';
import { fetchNotifications, putButton } from '../../platform/notifications.ts';
import { refreshDue } from '../../refresh/refresh.ts';
import { storeNotifications } from '../../refresh/store-notifications.ts';
import { closeInvitation } from '../../store/notifications.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { sendAndConfirm } from '../confirmed-change.ts';
import { rereadProfiles } from '../profiles/profiles.ts';
import { recordJournal } from '../record-journal.ts';

/** Reads an account's platform notifications, including invitations, into the store. */
export async function readNotifications(request: { connectionKey: ConnectionKey }): Promise<null> {
  await reread(request.connectionKey, 'share');
  return null;
}

function reread(
  connectionKey: ConnectionKey,
  how: 'share' | 'restart' = 'restart',
): Promise<Listed<PlatformNotification>> {
  return storeNotifications(connectionKey, how, () => callAsAccount(connectionKey, fetchNotifications));
}

const serialize = serializerByKey();

/**
 * Accepts or refuses an invitation to a shared profile. After accepting, the profile is in the list of profiles.
 * Throws `not-found` when the invitation expired, was withdrawn or was answered elsewhere, which is read first. Another
 * answer to the same invitation waits.
 */
export function answerInvitation(request: {
  connectionKey: ConnectionKey;
  notificationId: string;
  answer: 'accept' | 'refuse';
}): Promise<null> {
  const { connectionKey, notificationId, answer } = request;
  const answerOnce = async () => {
    const found = openInvitation(await reread(connectionKey), notificationId);
    const buttonId =
      answer === 'accept' ? found?.invitation.acceptButtonId : found?.invitation.refuseButtonId;
    if (!found || !buttonId) throw new FailureError({ code: 'not-found' });
    const known = new Set((await listProfilesOf(connectionKey)).map(({ id }) => id));
    try {
      await sendAndConfirm({
        send: () => callAsAccount(connectionKey, (api) => putButton(api, notificationId, buttonId)),
        look: async () => {
          if (openInvitation(await reread(connectionKey), notificationId)) return null;
          // It may be gone because it expired; only a new profile shows that it was accepted.
          return answer === 'refuse' || (await hasNewSharedProfile(connectionKey, known)) ? true : null;
        },
      });
      // It isn't asked about again, also where the list can't be read now.
      await closeInvitation(connectionKey, notificationId).catch(logErrorsOf('closeInvitation'));
    } finally {
      await reread(connectionKey).catch(logErrorsOf('reread notifications'));
    }
    await recordJournal('invitation-answered', { connectionKey }, invitationText(found));
    if (answer === 'accept') {
      await rereadProfiles(connectionKey).catch(logErrorsOf('rereadProfiles'));
      // The new profile's numbers.
      void refreshDue().catch(logErrorsOf('refreshDue'));
    }
    return null;
  };
  return singleFlight(['answerInvitation', connectionKey, notificationId, answer], () =>
    serialize(`${connectionKey} ${notificationId}`, answerOnce),
  );
}

/** Reads the list of profiles again. Returns true if it contains a shared profile that was not `known` before. */
async function hasNewSharedProfile(
  connectionKey: ConnectionKey,
  known: ReadonlySet<string>,
): Promise<boolean> {
  const isNew = ({ id, shared }: ProfileListItem) => shared && !known.has(id);
  return rowsWhere(await rereadProfiles(connectionKey), isNew).length > 0;
}

/** Returns an invitation while it is open, throws `malformed` where that can't be known. */
function openInvitation(listed: Listed<PlatformNotification>, id: string): Invitation | undefined {
  const [found] = rowsWhere(listed, (item) => item.id === id);
  if (found && found.invitation === undefined) throw new FailureError({ code: 'malformed' });
  return found && isInvitation(found) ? found : undefined;
}
