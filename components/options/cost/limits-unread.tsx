import { t } from '../../../lib/i18n/t.ts';

/** In place of an amount that depends on limits which can't be read. */
export function LimitsUnread() {
  return (
    <span class="soft" title={t('limitsUnread')}>
      ?
    </span>
  );
}
