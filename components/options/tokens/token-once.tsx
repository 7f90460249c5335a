import { useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { exactTime } from '../shared/dates.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { copyMadeToken } from './copy-made-token.ts';
import './tokens.css';

/** A token that was just made, with its value. */
export interface MadeToken {
  name: string;
  token: string;
  /** Epoch ms; null: never. */
  expiresAt: number | null;
  /** How many more like it were made. */
  copies: number;
}

/** The value of a new token, once: it is stored nowhere and gone with this dialog. */
export function TokenOnce({ made, row, onClose }: { made: MadeToken; row: ProfileRow; onClose: () => void }) {
  const [copied, setCopied] = useState<'yes' | 'failed' | null>(null);
  const copy = async () => {
    try {
      await copyMadeToken(row.profile, made);
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
  };
  return (
    <Dialog title={t('tokensMadeTitle')} onClose={onClose}>
      <div class="once">
        <code translate={false}>{made.token}</code>
        <div class="row">
          <Button kind="primary" icon="copy" onClick={copy}>
            {t('tokensCopyValue')}
          </Button>
          <span class="soft" role="status">
            {copied === 'yes' && t('copied')}
            {copied === 'failed' && t('failure_clipboard')}
          </span>
        </div>
      </div>
      <p>{t('tokensMadeHint')}</p>
      {made.copies > 0 && (
        <p class="note note--warning" role="alert">
          {plural('tokensMadeCopies', made.copies, made.name)}
        </p>
      )}
      <p class="soft">
        {made.expiresAt
          ? t('settingsTokenExpires', exactTime(made.expiresAt, row.connection?.timezone))
          : t('tokensMadeNever')}
      </p>
      <Actions>
        <Button onClick={onClose}>{t('formClose')}</Button>
      </Actions>
    </Dialog>
  );
}
