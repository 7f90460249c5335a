import { useState } from 'preact/hooks';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { isBeingCreated, isRevocable, type TokenRotation } from '../../../lib/domain/tokens/rotation.ts';
import { tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskProfile } from '../../ui/disabled-reasons.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useSend } from '../../ui/use-send.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { accountConnectedWith, mayBePasted, rotationOfRow, rotationText } from './rotation-state.ts';
import type { TokenRow } from './token-rows.ts';

/** The open rotations of these rows: their state, and buttons to revoke the old token or cancel. */
export function Rotations({ rows, withProfile }: { rows: readonly TokenRow[]; withProfile: boolean }) {
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  const replaced = rows.filter((row) => rotationOfRow(row) !== undefined);
  return (
    <>
      {replaced.length > 0 && (
        <section class="rotations" aria-label={plural('rotations', replaced.length)}>
          {replaced.map((row) => (
            <Rotation
              key={row.id}
              tokenRow={row}
              withProfile={withProfile}
              onRevoke={() => setRevoking(row)}
            />
          ))}
        </section>
      )}
      {revoking && <RevokeDialog rows={[revoking]} onClose={() => setRevoking(null)} />}
    </>
  );
}

/** Leads to where the extension gets the new token, if it uses the old one. */
function GiveNewToken({ tokenRow, rotation }: { tokenRow: TokenRow; rotation: TokenRotation }) {
  const account = accountConnectedWith(tokenRow);
  if (rotation.successor === null || !(account || mayBePasted(tokenRow, rotation))) return null;
  return account ? (
    <a class="button" href={optionsRoutes.reconnect(account.key)}>
      {t('rotationConnect')}
    </a>
  ) : (
    <a class="button" href={optionsRoutes.assignToken(tokenRow.row.profile)}>
      {t('profileGiveToken')}
    </a>
  );
}

function Rotation({
  tokenRow,
  withProfile,
  onRevoke,
}: {
  tokenRow: TokenRow;
  withProfile: boolean;
  onRevoke: () => void;
}) {
  const { row, token } = tokenRow;
  const rotation = rotationOfRow(tokenRow);
  const cancel = useSend('cancelRotation');
  const box = useReturnFocus<HTMLDivElement>();
  if (!rotation) return null;
  const isRevocableNow = isRevocable(rotation, token, row.tokens);
  const cancelRotation = async () => {
    const result = await cancel.run({ ...refOf(row.profile), token: tokenIdOf(token) });
    if (result?.ok) announce(t('rotationCanceled', token.name));
    else if (result) announceFailure(result.failure);
  };
  return (
    <div class="banner rotation" {...box}>
      <div>
        <b>
          <ForeignText text={token.name} />
        </b>
        {withProfile && (
          <span class="soft">
            {' '}
            <ForeignText text={distinctName(row)} />
          </span>
        )}
        <p>{rotationText(tokenRow, rotation, isRevocableNow)}</p>
      </div>
      <div class="row">
        <GiveNewToken tokenRow={tokenRow} rotation={rotation} />
        {isRevocableNow && (
          <Button
            kind="danger"
            disabledReason={reasonNotToAskProfile(row.profile)}
            aria-label={t('rotationRevokeOf', tokenRow.label, distinctName(row))}
            onClick={onRevoke}
          >
            {t('rotationRevoke')}
          </Button>
        )}
        {/* The request would go on, and its token wouldn't be watched. */}
        {!isBeingCreated(rotation, now.value) && (
          <Button
            busy={cancel.busy}
            aria-label={t('rotationCancelOf', tokenRow.label, distinctName(row))}
            onClick={cancelRotation}
          >
            {t('rotationCancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
