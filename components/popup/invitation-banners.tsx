import { useState } from 'preact/hooks';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { displayText, isolate } from '../../lib/domain/text/foreign.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { type OpenInvitation, openInvitations } from '../../lib/state/notifications.ts';
import { obstacleToAccount } from '../../lib/state/obstacle.ts';
import { ForeignText } from '../ui/foreign-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { answerInvitation } from './banner-actions.ts';
import { shownLate } from './late-banner.ts';
import { LinkBanner } from './link-banner.tsx';
import { obstacleAttributes } from './obstacle-attributes.ts';

/** How many invitations have a banner of their own: the list below needs its space. */
const MAX_VISIBLE_INVITATIONS = 2;

const isShown = shownLate(() => openInvitations.value.length > 0);

/**
 * Invitations to share somebody's profile: a banner each for a few, to accept or decline it, and how many more there
 * are.
 */
export function InvitationBanners() {
  if (!isShown.value) return null;
  const all = openInvitations.value;
  const more = all.length - MAX_VISIBLE_INVITATIONS;
  return (
    <>
      {all.slice(0, MAX_VISIBLE_INVITATIONS).map((invitation) => (
        <InvitationBanner key={invitation.notification.id} {...invitation} />
      ))}
      {more > 0 && (
        <LinkBanner
          text={plural('popupMoreInvitations', more)}
          label={t('popupMoreInvitationsShow')}
          route={optionsRoutes.overview}
        />
      )}
    </>
  );
}

function InvitationBanner({ connectionKey, notification }: OpenInvitation) {
  const [busy, setBusy] = useState(false);
  const text = notification.message || notification.title || plural('invitationsTitle', 1);
  const answerButton = (answer: 'accept' | 'refuse') => {
    const label = t(answer === 'accept' ? 'invitationAccept' : 'invitationDecline');
    const send = async () => {
      if (busy) return;
      setBusy(true);
      await answerInvitation(connectionKey, notification.id, answer);
      setBusy(false);
    };
    return (
      <button
        type="button"
        class="link"
        aria-disabled={busy}
        aria-label={`${label}: ${isolate(text)}`}
        {...obstacleAttributes(obstacleToAccount(connectionKey))}
        onClick={send}
      >
        {label}
      </button>
    );
  };
  return (
    <div class="banner" role="note">
      <Icon name="user" size={14} />
      <span class="banner__text banner__text--foreign" title={displayText(text)}>
        <ForeignText text={text} />
      </span>
      {answerButton('accept')}
      {notification.invitation.refuseButtonId && answerButton('refuse')}
    </div>
  );
}
