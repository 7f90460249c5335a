import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { distinctConnectionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { otherRows } from './other-rows.ts';
import { useReauthenticatedRemoval } from './use-reauthenticated-removal.tsx';

/**
 * Leaves a profile that another account shares; the platform checks the password first. Where another connected account
 * sees it too, it is only that account's access that ends.
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
  const account = nameOf(connection);
  const staysReadable = otherReader(row) !== undefined;
  const removal = useReauthenticatedRemoval('leaveProfile', {
    profile: row.profile,
    connection,
    doneText: staysReadable ? t('profileLeftWith', account, name) : t('profileLeft', name),
    staysVisible: otherRows(row).length > 0,
    onClose,
  });
  return (
    <ConfirmDialog
      title={staysReadable ? t('profileLeaveWithTitle', name, account) : t('profileLeaveTitle', name)}
      label={t('profileLeave')}
      busyLabel={t('profileLeaving')}
      {...removal}
      onClose={onClose}
    >
      <p>{leaveHint(row, connection)}</p>
      {/* Whether the platform revokes them isn't documented. */}
      <p>{t('profileLeaveTokens', account)}</p>
    </ConfirmDialog>
  );
}

const nameOf = (connection: Connection) => isolate(distinctConnectionText(connection, connections.value));

/** Returns another connected account that can read the profile; undefined if none can. Reads signals. */
function otherReader(row: ProfileRow): Connection | undefined {
  return otherRows(row).find(({ connection, profile }) => connection?.state === 'ok' && !needsToken(profile))
    ?.connection;
}

/** Says what is lost by leaving a profile. Reads signals. */
export function leaveHint(row: ProfileRow, connection: Connection): string {
  const other = otherReader(row);
  return other ? t('profileLeaveStillSeen', nameOf(connection), nameOf(other)) : t('profileLeaveHint');
}
