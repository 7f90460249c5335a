import { t } from '../../../lib/i18n/t.ts';
import { MissingValue } from './missing-value.tsx';

/** Stands for a value that was not read yet. */
export function UnknownValue() {
  return <MissingValue sign="…" why={t('profilesNotRead')} />;
}
