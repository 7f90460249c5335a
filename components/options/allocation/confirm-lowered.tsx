import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Remedy } from '../connect/remedy.tsx';
import type { LoweredShare } from './share-rows.ts';

/** More than a person can check at a glance are only counted. */
const MAX_VISIBLE_SHARES = 12;

/** Asks before limits are saved, or restored, that are below current usage: their services are blocked at once. */
export function ConfirmLowered({
  connection,
  what,
  lowered,
  busy,
  onConfirm,
  onClose,
}: {
  connection: Connection;
  what: 'save' | 'undo';
  lowered: readonly LoweredShare[];
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const more = lowered.length - MAX_VISIBLE_SHARES;
  return (
    <ConfirmDialog
      title={plural('allocationLoweredTitle', lowered.length)}
      label={t(what === 'save' ? 'allocationSaveAnyway' : 'allocationUndoAnyway')}
      busyLabel={t('allocationSaving')}
      busy={busy}
      obstacle={obstacleToAccount(connection.key)}
      remedy={<Remedy connectionKey={connection.key} />}
      failure={null}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t('allocationLoweredHint')}</p>
      <ul>
        {lowered.slice(0, MAX_VISIBLE_SHARES).map(({ service, row }) => (
          <li key={`${service} ${row.profileId}`}>
            <b>
              <ForeignText text={row.name} />
            </b>{' '}
            · {serviceLabel(service)}
          </li>
        ))}
        {more > 0 && <li>{plural('allocationChangesMore', more)}</li>}
      </ul>
    </ConfirmDialog>
  );
}
