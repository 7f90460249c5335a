import { copyNotes } from '../../lib/i18n/copied-text.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';
import { Icon } from '../ui/icon.tsx';
import { CloseButton } from './close-button.tsx';

const TEXT_ID = 'copied';

/** Says what was copied, what was changed in it, and of which profile. */
export function CopiedPanel({ copied, close }: { copied: CopiedSample; close: () => void }) {
  const { tokenName, permission, profileName } = copied;
  const text =
    tokenName === ''
      ? t('copyWindowCopiedPlain', profileName)
      : t('copyWindowCopied', tokenName, permissionInSentence(permission), profileName);
  return (
    <main class="pick pick--done">
      <Icon name="check" size={18} />
      <div role="status" id={TEXT_ID}>
        <p>{text}</p>
        {copyNotes(copied).map((note) => (
          <p key={note} class="pick__soft">
            {note}
          </p>
        ))}
      </div>
      <CloseButton kind="primary" describedBy={TEXT_ID} close={close} />
    </main>
  );
}
