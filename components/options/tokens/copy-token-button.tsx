import { useState } from 'preact/hooks';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { allowsPermission } from '../../../lib/domain/policy/policy.ts';
import { type TokenFacts, tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy, vaultLocked } from '../../../lib/state/app-state.ts';
import { IconButton } from '../../ui/button.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { distinctName } from '../shared/profile-rows.ts';
import type { TokenRow } from './token-rows.ts';

const COPIED_TIMEOUT_MS = 1500;

/** Returns why the organization's policy forbids copying or rotating a token; undefined if it doesn't. */
export function forbiddenText({ permission }: Pick<TokenFacts, 'permission'>): string | undefined {
  return allowsPermission(policy.value, permission) ? undefined : t('failure_policy_allowFullTokens');
}

/** Has the background fetch the token and copy it; its value never comes to this page. */
export function CopyTokenButton({ row: { row, token, label } }: { row: TokenRow }) {
  const copy = useSend('copyToken');
  const [done, setDone] = useState(false);
  const run = async () => {
    const result = await copy.run({ ...refOf(row.profile), token: tokenIdOf(token) });
    if (result?.ok) {
      setDone(true);
      setTimeout(() => setDone(false), COPIED_TIMEOUT_MS);
      announce(t('tokensCopied', token.name));
    } else if (result) announceFailure(result.failure);
  };
  return (
    <IconButton
      icon={done ? 'check' : 'copy'}
      small
      label={t('tokensCopyIn', label, distinctName(row))}
      title={forbiddenText(token)}
      disabled={copy.busy || vaultLocked.value || forbiddenText(token) !== undefined}
      onClick={run}
    />
  );
}

/** Opens the extension's window that copies this token as a tool's configuration. */
export function CopyAsButton({ row: { row, token, label } }: { row: TokenRow }) {
  const open = useSend('openCopyAs');
  const run = async () => {
    const result = await open.run({ ...refOf(row.profile), token: tokenIdOf(token) });
    if (result && !result.ok) announceFailure(result.failure);
  };
  return (
    <IconButton
      icon="key"
      small
      label={t('tokensCopyAs', label, distinctName(row))}
      title={forbiddenText(token)}
      disabled={open.busy || vaultLocked.value || forbiddenText(token) !== undefined}
      onClick={run}
    />
  );
}
