import { useRef, useState } from 'preact/hooks';
import { copyFailure } from '../../../lib/domain/copy-failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { allowsPermission } from '../../../lib/domain/policy/policy.ts';
import { type TokenFacts, type TokenId, tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { permissionInSentence } from '../../../lib/i18n/permission-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy } from '../../../lib/state/app-state.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { reasonNotToAskProfile } from '../../ui/disabled-reasons.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { COPIED_TIMEOUT_MS } from '../../ui/use-copy.ts';
import { useSend } from '../../ui/use-send.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import type { TokenRow } from './token-rows.ts';

/** Returns why the organization's policy forbids tokens of this permission; undefined if it doesn't. */
export function reasonNotToUseToken({ permission }: Pick<TokenFacts, 'permission'>): string | undefined {
  return allowsPermission(policy.value, permission) ? undefined : t('failure_policy_allowFullTokens');
}

/** Returns a function that has the background fetch a token and copy it; its value never comes to this page. */
function useCopyToken(row: ProfileRow, token: TokenId | null) {
  const { profile } = row;
  const copy = useSend('copyToken');
  const [done, setDone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const run = async () => {
    const result = await copy.run({ ...refOf(profile), token });
    if (result?.ok) {
      const { name, permission } = result.value;
      setDone(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setDone(false), COPIED_TIMEOUT_MS);
      announce(
        token
          ? t('tokensCopied', name)
          : t('popupCopiedToken', name, permissionInSentence(permission), distinctName(row)),
      );
    } else if (result) announceFailure(copyFailure(result.failure));
  };
  return {
    run,
    icon: done ? 'check' : 'copy',
    busy: copy.busy,
    disabledReason: reasonNotToAskProfile(profile),
  } as const;
}

/** Copies one token. */
export function CopyTokenButton({ row: { row, token, label } }: { row: TokenRow }) {
  const { run, icon, busy, disabledReason } = useCopyToken(row, tokenIdOf(token));
  return (
    <IconButton
      icon={icon}
      small
      label={t('tokensCopyIn', label, distinctName(row))}
      disabledReason={reasonNotToUseToken(token) ?? disabledReason}
      busy={busy}
      onClick={run}
    />
  );
}

/** Copies a profile's default token, as the popup does. */
export function CopyDefaultTokenButton({ row }: { row: ProfileRow }) {
  const { run, icon, busy, disabledReason } = useCopyToken(row, null);
  return (
    <Button icon={icon} busy={busy} disabledReason={disabledReason} onClick={run}>
      {t('popupCopyToken')}
    </Button>
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
      icon="code"
      small
      label={t('tokensCopyAs', label, distinctName(row))}
      disabledReason={reasonNotToUseToken(token) ?? reasonNotToAskProfile(row.profile)}
      busy={open.busy}
      onClick={run}
    />
  );
}
