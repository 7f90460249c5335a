import { useState } from 'preact/hooks';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import type { OpenInvitation } from '../../../lib/state/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';

/** One invitation, with buttons that accept and decline it. */
export function Invitation({ invitation: { connectionKey, notification } }: { invitation: OpenInvitation }) {
  const answer = useSend('answerInvitation');
  const box = useReturnFocus<HTMLDivElement>();
  const [chosen, setChosen] = useState<'accept' | 'refuse' | null>(null);
  const account = connections.value.find(({ key }) => key === connectionKey);
  const title = notification.title || plural('invitationsTitle', 1);
  const subject = isolate(notification.message || title);
  const sendAnswer = async (choice: 'accept' | 'refuse') => {
    setChosen(choice);
    const result = await answer.run({ connectionKey, notificationId: notification.id, answer: choice });
    if (result?.ok) announce(t(choice === 'accept' ? 'invitationAccepted' : 'invitationDeclined'));
    // One that was withdrawn or answered elsewhere is gone by now.
    else if (result) announceFailure(result.failure);
  };
  return (
    <div class="banner invitation" {...box}>
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
      </div>
      <div class="row">
        <Button
          kind="primary"
          disabledReason={reasonNotToAskAccount(connectionKey)}
          busy={answer.busy}
          aria-label={`${t('invitationAccept')}: ${subject}`}
          onClick={() => sendAnswer('accept')}
        >
          {t(answer.busy && chosen === 'accept' ? 'invitationAccepting' : 'invitationAccept')}
        </Button>
        {notification.invitation.refuseButtonId && (
          <Button
            disabledReason={reasonNotToAskAccount(connectionKey)}
            busy={answer.busy}
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
