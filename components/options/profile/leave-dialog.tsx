import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { useReauthenticatedRemoval } from './use-reauthenticated-removal.tsx';

/** Leaves a profile that another account shares; the platform checks the password first. */
export function LeaveDialog({
  row,
  connection,
  onClose,
}: {
  row: ProfileRow;
  connection: Connection;
  onClose: () => void;
}) {
  const name = distinctName(row);
  const removal = useReauthenticatedRemoval('leaveProfile', {
    profile: row.profile,
    connection,
    doneText: t('profileLeft', name),
    onClose,
  });
  return (
    <ConfirmDialog
      title={t('profileLeaveTitle', name)}
      confirm={t('profileLeave')}
      confirming={t('profileLeaving')}
      {...removal}
      onClose={onClose}
    >
      <p>{t('profileLeaveHint')}</p>
    </ConfirmDialog>
  );
}
