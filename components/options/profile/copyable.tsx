import { failureKey } from '../../../lib/i18n/failure-key.ts';
import { t } from '../../../lib/i18n/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { useCopy } from '../../ui/use-copy.ts';

/** A value that can be copied; not for secrets, which the background writes to the clipboard. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const { outcome, copy } = useCopy();
  return (
    <span class="copyable">
      <code>{value}</code>
      <IconButton
        small
        icon={outcome === 'copied' ? 'check' : 'copy'}
        label={outcome === 'copied' ? t('copied') : t('copyValue', label)}
        onClick={() => copy(value)}
      />
      <span class={outcome === 'refused' ? 'error' : 'visually-hidden'} role="status">
        {outcome === 'copied' && t('copied')}
        {outcome === 'refused' && t(failureKey('clipboard'))}
      </span>
    </span>
  );
}
