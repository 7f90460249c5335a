import type { Failure } from '../../../lib/domain/failure.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';

/** Returns the text of a failed allocation; `plan-limit` means here that the pool is exceeded. */
export function allocationFailureText(failure: Failure): string {
  return failure.code === 'plan-limit' ? t('allocationOver') : failureText(failure);
}
