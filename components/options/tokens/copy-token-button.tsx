import { useState } from 'preact/hooks';
import { allowsPermission } from '../../../lib/domain/policy/policy.ts';
import type { TokenFacts } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy, vaultLocked } from '../../../lib/state/app-state.ts';
import { IconButton } from '../../ui/button.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import type { TokenRow } from './token-rows.ts';

const COPIED_TIMEOUT_MS = 1500;

/** Returns why the organization's policy forbids copying a token, or making one like it. */
export function forbiddenText({ permission }: Pick<TokenFacts, 'permission'>): string | undefined {
  return allowsPermission(policy.value, permission) ? undefined : t('failure_policy_allowFullTokens');
}

/** Has the background fetch the token now and put it on the clipboard; the value never comes here. */
export function CopyTokenButton({ row: { row, token } }: { row: TokenRow }) {
  const copy = useSend('copyToken');
  const [done, setDone] = useState(false);
  const { connectionKey, profileKey } = row.profile;
  const run = async () => {
    const { name, createdAt } = token;
    const result = await copy.run({ connectionKey, profileKey, token: { name, createdAt } });
    if (result?.ok) {
      setDone(true);
      setTimeout(() => setDone(false), COPIED_TIMEOUT_MS);
      announce(t('tokensCopied', name));
    } else if (result) announceFailure(result.failure);
  };
  return (
    <IconButton
      icon={done ? 'check' : 'copy'}
      small
      label={t('tokensCopyIn', token.name, row.profile.name)}
      title={forbiddenText(token)}
      disabled={copy.busy || vaultLocked.value || forbiddenText(token) !== undefined}
      onClick={run}
    />
  );
}

/** Opens the extension's own window, which copies this token as a tool's configuration. */
export function CopyAsButton({ row: { row, token } }: { row: TokenRow }) {
  const open = useSend('openCopyAs');
  const { connectionKey, profileKey } = row.profile;
  const run = async () => {
    const { name, createdAt } = token;
    const result = await open.run({ connectionKey, profileKey, token: { name, createdAt } });
    if (result && !result.ok) announceFailure(result.failure);
  };
  return (
    <IconButton
      icon="key"
      small
      label={t('tokensCopyAs', token.name)}
      title={forbiddenText(token)}
      disabled={open.busy || vaultLocked.value || forbiddenText(token) !== undefined}
      onClick={run}
    />
  );
}
