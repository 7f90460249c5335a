import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ProfileLine } from '../shared/profile-rows.ts';
import { useReauthenticatedRemoval } from './use-reauthenticated-removal.tsx';

/** Leaves a profile that another account shares; the platform checks the password first. */
export function LeaveDialog({ line, onClose }: { line: ProfileLine; onClose: () => void }) {
  const { connection } = line;
  return connection ? <Form line={line} connection={connection} onClose={onClose} /> : null;
}

function Form({
  line: { profile },
  connection,
  onClose,
}: {
  line: ProfileLine;
  connection: Connection;
  onClose: () => void;
}) {
  const { name } = profile;
  const removal = useReauthenticatedRemoval('leaveProfile', {
    profile,
    connection,
    said: t('profileLeft', name),
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
