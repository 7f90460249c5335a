import { t } from '../../../lib/i18n/t.ts';

/** Stands for a value that was not read yet. */
export function UnknownValue() {
  return (
    <span class="soft" title={t('profilesNotRead')}>
      <span aria-hidden="true">…</span>
      <span class="visually-hidden">{t('profilesNotRead')}</span>
    </span>
  );
}
