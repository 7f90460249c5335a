import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ApiOrigin, ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { pastedToken } from '../../../lib/domain/text/pasted.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useSend } from '../../ui/use-send.ts';
import { usePermissions } from '../shared/permissions.ts';
import { focusFirstError } from './focus-error.ts';
import {
  isHostFailure,
  originOfDraft,
  type RegionDraft,
  RegionField,
  untriedRegion,
} from './region-field.tsx';
import { ReplaceSignInDialog } from './replace-sign-in-dialog.tsx';
import { TokenField } from './token-field.tsx';
import { useTokenCheck } from './use-token-check.ts';

/** What a region says of a token that is good in another one, as of one that is good nowhere. */
const REFUSALS = new Set<Failure['code']>(['unauthorized', 'token-expired', 'token-not-profile']);

/** A token that the person brings. It is checked while typed and never moved, renamed or deleted. */
export function TokenForm({
  draft,
  onDraft,
  again,
  onConnected,
}: {
  draft: RegionDraft;
  onDraft: (change: Partial<RegionDraft>) => void;
  /** Connecting again for this connection: the region is its own. */
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
  const failure = refused ? ({ code: 'host-permission' } as const) : connect.failure;
  const hostFailure =
    failure ?? (check.state === 'bad' && isHostFailure(check.failure) ? check.failure : null);

  const isRefused = check.state === 'bad' && REFUSALS.has(check.failure.code);
  const otherRegion = isRefused && !fixed ? untriedRegion(refusedAt) : null;

  useEffect(() => {
    if (failure) focusFirstError(form.current);
  }, [failure]);
  useEffect(() => {
    if (isRefused && parsed.ok) setRefusedAt((known) => [...known, parsed.origin]);
  }, [isRefused]);

  const forget = () => {
    connect.clear();
    setRefused(false);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    forget();
    const local = check.state === 'empty' || check.state === 'typing' || check.state === 'bad';
    if (!parsed.ok || (local && !(check.state === 'bad' && isHostFailure(check.failure)))) {
      requestAnimationFrame(() => focusFirstError(form.current));
      return;
    }
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

  const tokenError =
    failure && (!isHostFailure(failure) || fixed)
      ? failureText(failure)
      : checked && check.state === 'empty'
        ? t('formRequired')
        : checked && check.state === 'typing'
          ? t('connectTokenMalformed')
          : null;
  return (
    <form class="form" ref={form} noValidate onSubmit={submit} aria-busy={connect.busy}>
      {replacing && parsed.ok && (
        <ReplaceSignInDialog
          origin={parsed.origin}
          token={pastedToken(token)}
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
            forget();
            onDraft(change);
          }}
          failure={hostFailure}
          checked={checked}
        />
      )}
      <TokenField
        value={token}
        onInput={(text) => {
          forget();
          setChecked(false);
          setRefusedAt([]);
          setToken(text);
        }}
        check={check}
        hint={t('connectTokenHint')}
        error={tokenError}
      />
      {otherRegion && (
        <div class="note row" role="status">
          <span>{t('connectTokenElsewhere', regionName(otherRegion.id))}</span>
          <Button onClick={() => onDraft({ region: otherRegion.id })}>
            {t('connectTryRegion', regionName(otherRegion.id))}
          </Button>
        </div>
      )}
      <div class="form__end">
        <SubmitButton busy={connect.busy} label={t('connectButton')} busyLabel={t('connectBusy')} />
        <p class="soft">{t('connectTokenFoot')}</p>
      </div>
    </form>
  );
}
