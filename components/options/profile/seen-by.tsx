import { useState } from 'preact/hooks';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { otherRows } from './other-rows.ts';

/** Which of the connected accounts see a profile, and which of them is used; nothing where only one does. */
export function SeenBy({ row }: { row: ProfileRow }) {
  const [leaving, setLeaving] = useState<ProfileRow | null>(null);
  const others = otherRows(row);
  if (others.length === 0 && !leaving) return null;
  const used = (one: ProfileRow) => one.id === row.id;
  return (
    <div>
      <dt>{t('profileSeenBy')}</dt>
      <dd>
        <ul class="seen-by">
          {[row, ...others].map((one) => {
            const name = one.connection ? connectionName(one.connection) : '';
            return (
              <li key={one.id}>
                <ForeignText text={name} /> <span class="soft">{rightsText(one, used(one))}</span>
                {one.profile.shared && !used(one) && (
                  <>
                    {' '}
                    <button type="button" class="link" onClick={() => setLeaving(one)}>
                      {t('profileSeenLeave', isolate(name))}
                    </button>
                  </>
                )}
              </li>
            );
          })}
        </ul>
        {leaving?.connection && (
          <LeaveDialog row={leaving} connection={leaving.connection} onClose={() => setLeaving(null)} />
        )}
      </dd>
    </div>
  );
}

function rightsText({ profile }: ProfileRow, isUsed: boolean): string {
  if (profile.shared) return t(isUsed ? 'profileSeenUsed' : 'profileSeenShared');
  return t(isUsed ? 'profileSeenOwner' : 'profileSeenOwnerUnused');
}
