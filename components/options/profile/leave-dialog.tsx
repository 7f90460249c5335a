import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { distinctConnectionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { allProfileRows, distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { useReauthenticatedRemoval } from './use-reauthenticated-removal.tsx';

/**
 * Leaves a profile that another account shares; the platform checks the password first. Where another connected account sees it
 * too, it is only that account's access that ends.
 */
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
  const account = isolate(distinctConnectionText(connection, connections.value));
  const other = allProfileRows.value.find(
    ({ id, profile }) => profile.profileKey === row.profile.profileKey && id !== row.id,
  )?.connection;
  const removal = useReauthenticatedRemoval('leaveProfile', {
    profile: row.profile,
    connection,
    doneText: other ? t('profileLeftWith', account, name) : t('profileLeft', name),
    staysVisible: other !== undefined,
    onClose,
  });
  return (
    <ConfirmDialog
      title={other ? t('profileLeaveWithTitle', name, account) : t('profileLeaveTitle', name)}
      confirm={t('profileLeave')}
      confirming={t('profileLeaving')}
      {...removal}
      onClose={onClose}
    >
      <p>
        {other
          ? t('profileLeaveStillSeen', account, isolate(distinctConnectionText(other, connections.value)))
          : t('profileLeaveHint')}
      </p>
    </ConfirmDialog>
  );
}
