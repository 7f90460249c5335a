import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import type { ProfileLine } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { LogoSection } from './logo-section.tsx';
import { MoveTokenSection } from './move-token-section.tsx';
import { RenameForm } from './rename-form.tsx';

/** Name, looks, logo, the token that reaches it, and the end of it. */
export function MoreTab({ line }: { line: ProfileLine }) {
  const { profile } = line;
  return (
    <div class="more-tab">
      <Section title={t('profilesName')} soft={profile.shared ? t('ruleOwnerOnly') : t('profilesNameHint')}>
        <RenameForm line={line} />
      </Section>
      <AppearanceSection line={line} />
      <LogoSection line={line} />
      <MoveTokenSection line={line} />
      <EndSection line={line} />
    </div>
  );
}

function EndSection({ line }: { line: ProfileLine }) {
  const [asking, setAsking] = useState(false);
  const { shared } = line.profile;
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
          <LeaveDialog line={line} onClose={() => setAsking(false)} />
        ) : (
          <DeleteDialog line={line} onClose={() => setAsking(false)} />
        ))}
    </Section>
  );
}
