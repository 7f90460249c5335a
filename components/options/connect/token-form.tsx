import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiOrigin, ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { pastedToken } from '../../../lib/domain/text/pasted.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { failureText } from '../../ui/failure-text.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { focusFirstError } from '../shared/focus-first-error.ts';
import { usePermissions } from '../shared/permissions.ts';
import {
  HOST_REFUSED,
  isHostFailure,
  originOfDraft,
  type RegionDraft,
  RegionField,
  untriedRegion,
} from './region-field.tsx';
import { ReplaceSignInDialog } from './replace-sign-in-dialog.tsx';
import { TokenField } from './token-field.tsx';
import { isTokenRefused, isTokenUnusable, isWrongKind, useTokenCheck } from './use-token-check.ts';

/** Connects with a token that the person pastes. It is checked while typed, and never moved, renamed or deleted. */
export function TokenForm({
  draft,
  onDraft,
  again,
  onConnected,
}: {
  draft: RegionDraft;
  onDraft: (change: Partial<RegionDraft>) => void;
  /** The connection that is connected again: its region can't be changed. */
  again?: ConnectionKey;
  onConnected: (key: ConnectionKey) => void;
}) {
  const fixed = again !== undefined;
  const permissions = usePermissions();
  const form = useRef<HTMLFormElement>(null);
  const connect = useSend('connectToken');
  const [token, setToken] = useState('');
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState(false);
  const [replacing, setReplacing] = useState(false);
  /** Regions that refused this token. */
  const [refusedAt, setRefusedAt] = useState<ApiOrigin[]>([]);
  const parsed = originOfDraft(draft);
  const check = useTokenCheck(token, parsed.ok ? parsed.origin : null, permissions);
  const failure = refused ? HOST_REFUSED : connect.failure;
  const hostFailure =
    failure ?? (check.state === 'bad' && isHostFailure(check.failure) ? check.failure : null);

  const isRefused = isTokenRefused(check);
  const otherRegion = isRefused && !isWrongKind(token) && !fixed ? untriedRegion(refusedAt) : null;

  useEffect(() => {
    if (failure) focusFirstError(form.current);
  }, [failure]);
  useEffect(() => {
    if (isRefused && parsed.ok) setRefusedAt((known) => [...known, parsed.origin]);
  }, [isRefused]);

  const clearFailure = () => {
    connect.clear();
    setRefused(false);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    setRefused(false);
    if (!parsed.ok || isTokenUnusable(check)) return;
    const allowed = permissions.host(parsed.origin).request();
    if (!(await allowed)) return setRefused(true);
    const result = await connectWith(parsed.origin, false);
    if (!result || result.ok || result.failure.detail !== 'ruleReplacesSignIn') return;
    connect.clear();
    setReplacing(true);
  };
  const connectWith = async (origin: ApiOrigin, replaceSignIn: boolean) => {
    const result = await connect.run({
      origin,
      token: pastedToken(token),
      replaceSignIn,
      ...(again && { expected: again }),
    });
    if (result?.ok) {
      setReplacing(false);
      setToken('');
      onConnected(result.value.connectionKey);
    }
    return result;
  };

  return (
    <form class="form" ref={form} noValidate onSubmit={submit} aria-busy={connect.busy}>
      {replacing && parsed.ok && (
        <ReplaceSignInDialog
          origin={parsed.origin}
          token={pastedToken(token)}
          known={check.state === 'good' ? check.owner : null}
          busy={connect.busy}
          failure={connect.failure}
          onConfirm={() => connectWith(parsed.origin, true)}
          onClose={() => setReplacing(false)}
        />
      )}
      {!fixed && (
        <RegionField
          value={draft}
          onChange={(change) => {
            clearFailure();
            onDraft(change);
          }}
          failure={hostFailure}
          checked={checked}
        />
      )}
      <TokenField
        value={token}
        onInput={(text) => {
          clearFailure();
          setChecked(false);
          setRefusedAt([]);
          setToken(text);
        }}
        check={check}
        checked={checked}
        error={failure && (!isHostFailure(failure) || fixed) ? failureText(failure) : null}
      />
      <div role="status">
        {otherRegion && (
          <div class="note row">
            <span>{t('connectTokenElsewhere', regionName(otherRegion.id))}</span>
            <VanishingButton onClick={() => onDraft({ region: otherRegion.id })}>
              {t('connectTryRegion', regionName(otherRegion.id))}
            </VanishingButton>
          </div>
        )}
      </div>
      <div class="form__end">
        <SubmitButton
          busy={connect.busy}
          obstacle={obstacleToSend()}
          label={t('connectButton')}
          busyLabel={t('connectBusy')}
        />
        <p class="soft">{t('connectTokenFoot')}</p>
      </div>
    </form>
  );
}
