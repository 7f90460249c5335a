import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { LogoSection } from './logo-section.tsx';
import { MoveTokenSection } from './move-token-section.tsx';
import { RenameForm } from './rename-form.tsx';

/** Name, looks, logo, the token that reaches it, and the end of it. */
export function MoreTab({ row }: { row: ProfileRow }) {
  const { profile } = row;
  return (
    <div class="more-tab">
      <Section title={t('profilesName')} soft={profile.shared ? t('ruleOwnerOnly') : t('profilesNameHint')}>
        <RenameForm row={row} />
      </Section>
      <AppearanceSection row={row} />
      <LogoSection row={row} />
      <MoveTokenSection row={row} />
      <EndSection row={row} />
    </div>
  );
}

function EndSection({ row }: { row: ProfileRow }) {
  const [asking, setAsking] = useState(false);
  const { shared } = row.profile;
  return (
    <Section title={t(shared ? 'profileLeave' : 'profileDelete')}>
      <div class="danger-zone">
        <p>{t(shared ? 'profileLeaveHint' : 'profileDeleteHint')}</p>
        <div>
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t(shared ? 'profileLeaveDots' : 'profileDeleteDots')}
          </Button>
        </div>
      </div>
      {asking &&
        (shared ? (
          <LeaveDialog row={row} onClose={() => setAsking(false)} />
        ) : (
          <DeleteDialog row={row} onClose={() => setAsking(false)} />
        ))}
    </Section>
  );
}
