import { useEffect } from 'preact/hooks';
import { plural } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { openInvitations } from '../../../lib/state/notifications.ts';
import { isReadyToRead } from '../../../lib/state/obstacle.ts';
import { LazyPart } from '../shell/lazy-page.tsx';

const loadInvitation = async () => (await import('./invitation.tsx')).Invitation;

/** Invitations to share someone else's profile, to accept or decline; nothing if there are none. */
export function InvitationsBanner() {
  useFreshInvitations();
  const open = openInvitations.value;
  if (open.length === 0) return null;
  return (
    <section class="invitations" aria-label={plural('invitationsTitle', open.length)}>
      {open.map((invitation) => (
        <LazyPart
          key={`${invitation.connectionKey} ${invitation.notification.id}`}
          load={loadInvitation}
          props={{ invitation }}
          placeholder={null}
        />
      ))}
    </section>
  );
}

/** Has the background read the accounts' notifications once per visit of the page. */
function useFreshInvitations(): void {
  const keys = connections.value.map(({ key }) => key).join(' ');
  const ready = isReadyToRead.value;
  useEffect(() => {
    if (!ready) return;
    for (const { key, state } of connections.value) {
      // The last ones stay; the next visit asks again.
      if (state === 'ok') send('readNotifications', { connectionKey: key }).catch(() => undefined);
    }
  }, [keys, ready]);
}
