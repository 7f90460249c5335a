import { useEffect, useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { canSend } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce } from '../../ui/toast.tsx';
import { unableForAccount } from '../../ui/unable.ts';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { invitations, type OpenInvitation } from '../shared/stores.ts';

/** Invitations to share someone else's profile, to accept or decline; nothing if there are none. */
export function InvitationsBanner() {
  useFreshInvitations();
  const open = invitations.value;
  if (open.length === 0) return null;
  return (
    <section class="invitations" aria-label={plural('invitationsTitle', open.length)}>
      {open.map((invitation) => (
        <Invitation
          key={`${invitation.connectionKey} ${invitation.notification.id}`}
          invitation={invitation}
        />
      ))}
    </section>
  );
}

/** Has the background read the accounts' notifications once per visit of the page. */
function useFreshInvitations(): void {
  const keys = connections.value.map(({ key }) => key).join(' ');
  const ready = canSend.value;
  useEffect(() => {
    if (!ready) return;
    for (const { key, state } of connections.value) {
      if (state === 'ok') send('readNotifications', { connectionKey: key }).catch(() => undefined);
    }
  }, [keys, ready]);
}

function Invitation({ invitation: { connectionKey, notification } }: { invitation: OpenInvitation }) {
  const answer = useSend('answerInvitation');
  const [chosen, setChosen] = useState<'accept' | 'refuse' | null>(null);
  const account = connections.value.find(({ key }) => key === connectionKey);
  const title = notification.title || plural('invitationsTitle', 1);
  const subject = notification.message || title;
  const sendAnswer = async (choice: 'accept' | 'refuse') => {
    setChosen(choice);
    const result = await answer.run({ connectionKey, notificationId: notification.id, answer: choice });
    if (result?.ok) announce(t(choice === 'accept' ? 'invitationAccepted' : 'invitationDeclined'));
  };
  return (
    <div class="banner invitation">
      <div>
        <b>
          <ForeignText text={title} />
        </b>
        {notification.message && (
          <p>
            <ForeignText text={notification.message} />
          </p>
        )}
        <p class="soft">
          {account && connections.value.length > 1 && `${t('invitationTo', account.email)} · `}
          {notification.createdAt && exactDate(notification.createdAt, account?.timezone)}
        </p>
        {answer.failure && (
          <p class="error" role="alert">
            {failureText(answer.failure)}
          </p>
        )}
      </div>
      <div class="row">
        <Button
          kind="primary"
          unable={unableForAccount(connectionKey)}
          disabled={answer.busy}
          aria-label={`${t('invitationAccept')}: ${subject}`}
          onClick={() => sendAnswer('accept')}
        >
          {t(answer.busy && chosen === 'accept' ? 'invitationAccepting' : 'invitationAccept')}
        </Button>
        {notification.invitation.refuseButtonId && (
          <Button
            unable={unableForAccount(connectionKey)}
            disabled={answer.busy}
            aria-label={`${t('invitationDecline')}: ${subject}`}
            onClick={() => sendAnswer('refuse')}
          >
            {t(answer.busy && chosen === 'refuse' ? 'invitationDeclining' : 'invitationDecline')}
          </Button>
        )}
      </div>
    </div>
  );
}
