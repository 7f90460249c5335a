import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { joinParts } from '../shared/join-parts.ts';
import { distinctName, type ProfileRow, teamCount, tokenCount } from '../shared/profile-rows.ts';
import { resourceLabel } from './resource-label.ts';
import { useReauthenticatedRemoval } from './use-reauthenticated-removal.tsx';

/** Deletes a profile with everything in it, after its name, the account's password, and a two-factor code if needed. */
export function DeleteDialog({
  row,
  connection,
  onClose,
}: {
  row: ProfileRow;
  connection: Connection;
  onClose: () => void;
}) {
  const { profile } = row;
  const name = distinctName(row);
  const removal = useReauthenticatedRemoval('deleteProfile', {
    profile,
    connection,
    doneText: t('profileDeleted', name),
    onClose,
  });
  return (
    <ConfirmDialog
      title={t('profileDeleteTitle', name)}
      label={t('profileDelete')}
      busyLabel={t('profileDeleting')}
      typeName={profile.name}
      {...removal}
      onClose={onClose}
    >
      <p>{t('profileDeleteLoses', name)}</p>
      <Losses row={row} />
    </ConfirmDialog>
  );
}

/** How many resources, tokens and members will be lost, as far as known. */
function Losses({ row }: { row: ProfileRow }) {
  const [tokens, people] = [tokenCount(row), teamCount(row)];
  const parts = [
    ...Object.entries(row.usage?.resources ?? {})
      .filter(([, amount]) => amount > 0)
      .map(([key, amount]) => `${resourceLabel(key)}: ${numberText(amount)}`),
    ...(tokens === null ? [] : [`${t('navTokens')}: ${numberText(tokens)}`]),
    ...(people ? [`${t('navTeam')}: ${numberText(people)}`] : []),
  ];
  if (parts.length === 0) return null;
  return <p class="note">{joinParts(parts)}</p>;
}
