import { useState } from 'preact/hooks';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ListAge } from '../shared/list-age.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { InviteToProfileDialog } from '../team/invite-dialog.tsx';
import {
  reasonNotToInvite,
  reasonNotToOpenInviteForm,
  teamFullText,
  teamLimitText,
} from '../team/team-rules.ts';
import { Members } from './team-members.tsx';

/** A profile's team members and pending invitations. */
export function TeamTab({ row }: { row: ProfileRow }) {
  const { profile } = row;
  const [inviting, setInviting] = useState(false);
  const note = reasonNotToInvite(row) ?? teamFullText(row, now.value);
  const limit = teamLimitText(row, now.value);
  return (
    <Section
      title={t('navTeam')}
      soft={
        <>
          <ListAge row={row} kind="team" />
          {limit && ` · ${limit}`}
        </>
      }
      actions={
        <Button
          kind="primary"
          disabledReason={reasonNotToOpenInviteForm(row)}
          onClick={() => setInviting(true)}
        >
          {t('teamInviteDots')}
        </Button>
      }
    >
      {/* What a missing token means stands above the tabs. */}
      {note && !needsToken(profile) && (
        <p class="note">
          {note}{' '}
          {profile.shared && (
            <a class="link" href={profileHref(profile, 'more')}>
              {t('profileLeave')}
            </a>
          )}
        </p>
      )}
      <Members row={row} />
      {inviting && <InviteToProfileDialog row={row} onClose={() => setInviting(false)} />}
    </Section>
  );
}
