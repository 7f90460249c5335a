import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { IconButton } from '../../ui/button.tsx';

const COPIED_TIMEOUT_MS = 1500;

/** A value that can be copied; not for secrets, which the background writes to the clipboard. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_TIMEOUT_MS);
  };
  return (
    <span class="copyable">
      <code>{value}</code>
      <IconButton
        small
        icon={copied ? 'check' : 'copy'}
        label={copied ? t('copied') : t('copyValue', label)}
        onClick={copy}
      />
      <span class="visually-hidden" role="status">
        {copied && t('copied')}
      </span>
    </span>
  );
}
