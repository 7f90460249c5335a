import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { unableForAccount } from '../../ui/unable.ts';
import { Remedy } from '../connect/remedy.tsx';
import type { LoweredShare } from './share-rows.ts';

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
  return (
    <ConfirmDialog
      title={plural('allocationLoweredTitle', lowered.length)}
      confirm={t(what === 'save' ? 'allocationSaveAnyway' : 'allocationUndoAnyway')}
      confirming={t('allocationSaving')}
      busy={busy}
      unable={unableForAccount(connection.key)}
      remedy={<Remedy connectionKey={connection.key} />}
      failure={null}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t('allocationLoweredHint')}</p>
      <ul>
        {lowered.slice(0, 12).map(({ service, row }) => (
          <li key={`${service} ${row.profileId}`}>
            <b>
              <ForeignText text={row.name} />
            </b>{' '}
            · {serviceLabel(service)}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
