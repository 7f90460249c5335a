import { useEffect, useState } from 'preact/hooks';
import {
  type CopyFormat,
  formatSubject,
  renderFormat,
  takesToken,
} from '../../../lib/domain/copy-formats/copy-format.ts';
import { confirmsFullToken } from '../../../lib/domain/settings/name-rules.ts';
import { formatText } from '../../../lib/i18n/format-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import type { NewToken } from '../../../lib/messages/protocol/tokens.ts';
import { preferences, profiles } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { exactTime } from '../shared/dates.ts';
import { distinctName, type ProfileRow, rowFor } from '../shared/profile-rows.ts';
import { copyCreatedToken } from './copy-created-token.ts';
import { useCloseOnLock } from './use-close-on-lock.ts';
import './tokens.css';

/** A token that was just issued, with its value. */
export interface CreatedToken extends NewToken {
  name: string;
  permission: string;
}

/** Returns true if a new token is in the list of its profile's tokens, from where it can be copied later. */
function isListed({ name }: CreatedToken, row: ProfileRow): boolean {
  // The row may be as it was when the dialog opened.
  const { tokens } = rowFor(row.profile) ?? row;
  return !tokens?.failure && tokens?.tokens.some((token) => token.name === name) === true;
}

/** Says that a token was issued whose dialog is gone: the page was left meanwhile. */
export function announceUnseenToken(
  { name, copies }: Pick<CreatedToken, 'name' | 'copies'>,
  row: ProfileRow,
): void {
  if (copies > 0) announce(plural('tokensMadeCopies', copies, name), 'error');
  else announce(t('tokensMadeUnseen', name, distinctName(row)));
}

/**
 * Shows the value of a new token once: it is not stored, and gone when this dialog closes. With a `format` it is copied
 * in that format at once, unless a rule on the profile's name requires a confirmation.
 */
export function CreatedTokenDialog({
  created,
  format,
  row,
  onClose,
}: {
  created: CreatedToken;
  format?: CopyFormat;
  row: ProfileRow;
  onClose: () => void;
}) {
  useCloseOnLock(onClose);
  const [copied, setCopied] = useState<'yes' | 'failed' | null>(null);
  const [accepted, setAccepted] = useState(false);
  const needsConfirmation =
    created.permission === 'full' && confirmsFullToken(row.profile.name, preferences.value.nameRules);
  const formatFits = takesToken(format ?? 'token', created.token);
  const text = renderFormat(
    formatFits && format ? format : 'token',
    formatSubject(row.profile, row.connection?.email ?? '', profiles.value),
    created.token,
  );
  const copy = async () => {
    try {
      await copyCreatedToken(row.profile, created.name, text);
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
  };
  useEffect(() => {
    if (format && formatFits && !needsConfirmation) void copy();
  }, []);
  return (
    <Dialog title={t('tokensMadeTitle')} onClose={onClose}>
      <div class="once">
        <code translate={false}>{created.token}</code>
        <div class="row">
          <Button kind="primary" icon="copy" disabled={needsConfirmation && !accepted} onClick={copy}>
            {format && formatFits ? t('rotateCopyAs', formatText(format)) : t('tokensCopyValue')}
          </Button>
          <span class="soft" role="status">
            {copied === 'yes' && t('copied')}
            {copied === 'failed' && t('failure_clipboard')}
          </span>
        </div>
      </div>
      {needsConfirmation && (
        <CheckField label={t('copyWindowFull', row.profile.name)} checked={accepted} onChange={setAccepted} />
      )}
      {!formatFits && (
        <p class="note note--warning" role="alert">
          {t('ruleMcpToken')}
        </p>
      )}
      <p>{t(isListed(created, row) ? 'tokensMadeHint' : 'tokensMadeUnlisted')}</p>
      {created.copies > 0 && (
        <p class="note note--warning" role="alert">
          {plural('tokensMadeCopies', created.copies, created.name)}
        </p>
      )}
      {created.expiresAt !== undefined && (
        <p class="soft">
          {created.expiresAt
            ? t('rotateExpires', exactTime(created.expiresAt, row.connection?.timezone))
            : t('tokensMadeNever')}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{t('formDone')}</Button>
      </Actions>
    </Dialog>
  );
}
