import { t } from '../../../lib/i18n/t.ts';
import { Placeholder } from './placeholder.tsx';

/** Stands for a value that was not read yet. */
export function UnknownValue() {
  return <Placeholder sign="…" why={t('profilesNotRead')} />;
}
