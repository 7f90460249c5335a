import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToOpenForm } from '../../ui/disabled-reasons.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { LeaveDialog, leaveHint } from './leave-dialog.tsx';
import { LogoSection } from './logo-section.tsx';
import { MoveTokenSection } from './move-token-section.tsx';
import { RenameForm } from './rename-form.tsx';

/** A profile's name, appearance, logo, the extension token, and deleting or leaving it. */
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
      <RemoveSection row={row} />
    </div>
  );
}

function RemoveSection({ row }: { row: ProfileRow }) {
  const [opened, setOpened] = useState<ProfileRow | null>(null);
  // Once one's own is deleted, the row may be that of another account: then as it was when the dialog opened.
  const removing = opened?.id === row.id ? row : opened;
  const { shared } = row.profile;
  const hint = shared && row.connection ? leaveHint(row, row.connection) : t('profileDeleteHint');
  const RemovalDialog = removing?.profile.shared ? LeaveDialog : DeleteDialog;
  return (
    <Section title={t(shared ? 'profileLeave' : 'profileDelete')}>
      <div class="danger-zone">
        <p>{hint}</p>
        <div>
          <Button
            kind="danger"
            disabledReason={reasonNotToOpenForm(row.profile)}
            onClick={() => setOpened(row)}
          >
            {t(shared ? 'profileLeaveDots' : 'profileDeleteDots')}
          </Button>
        </div>
      </div>
      {removing?.connection && (
        <RemovalDialog row={removing} connection={removing.connection} onClose={() => setOpened(null)} />
      )}
    </Section>
  );
}
