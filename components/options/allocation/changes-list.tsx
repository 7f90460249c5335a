import { type Allocation, type LimitChange, limitOf } from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { numberText, quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';

/** More changes than a person can check at a glance are only counted. */
const MAX_VISIBLE_CHANGES = 30;

/** How many limits were changed, to be opened for what each was and will be. */
export function ChangesList({
  connection,
  changes,
  stored,
}: {
  connection: Connection;
  changes: readonly LimitChange[];
  stored: Allocation;
}) {
  const more = changes.length - MAX_VISIBLE_CHANGES;
  return (
    <details class="allocation-changes">
      <summary>
        <span role="status">{plural('allocationChanges', changes.length)}</span>
      </summary>
      <ul>
        {changes.slice(0, MAX_VISIBLE_CHANGES).map(({ profileId, service, to }) => (
          <li key={`${profileId} ${service}`}>
            <b>
              <ForeignText text={profileNameOf(connection, profileId)} />
            </b>{' '}
            ·{' '}
            {t(
              'costFromTo',
              serviceLabel(service),
              numberText(limitOf(stored, profileId, service)),
              quantityText(service, to),
            )}
          </li>
        ))}
        {more > 0 && <li>{plural('allocationChangesMore', more)}</li>}
      </ul>
    </details>
  );
}
