import { useState } from 'preact/hooks';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { unableForProfile } from '../../ui/obstacle-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { InviteToProfileDialog } from '../team/invite-dialog.tsx';
import { inviteObstacle, teamLimitText } from '../team/team-rules.ts';
import { Members } from './team-members.tsx';

/** A profile's team members and pending invitations. */
export function TeamTab({ row }: { row: ProfileRow }) {
  const { team, profile } = row;
  const [inviting, setInviting] = useState(false);
  const obstacle = inviteObstacle(row);
  return (
    <Section
      title={t('navTeam')}
      soft={
        <>
          {team?.fetchedAt ? t('ageUpdated', ageText(team.fetchedAt, now.value)) : t('usageNotRead')}
          {teamLimitText(row) && ` · ${teamLimitText(row)}`}
        </>
      }
      actions={
        <Button
          kind="primary"
          unable={obstacle ?? unableForProfile(profile)}
          onClick={() => setInviting(true)}
        >
          {t('teamInvite')}
        </Button>
      }
    >
      {/* What a missing token means stands above the tabs. */}
      {obstacle && !needsToken(profile) && (
        <p class="note">
          {obstacle}{' '}
          {profile.shared && (
            <a class="link" href={profileHref(profile, 'more')}>
              {t('profileLeave')}
            </a>
          )}
        </p>
      )}
      {team?.failure && (
        <p class="error" role="alert">
          {failureText(team.failure.failure)}
        </p>
      )}
      <Members row={row} />
      {inviting && <InviteToProfileDialog row={row} onClose={() => setInviting(false)} />}
    </Section>
  );
}
