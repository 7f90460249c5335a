import { shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';

/** Returns the name of the line that a chart draws at a service's limit. */
export function limitLineText(service: string, limit: number): string {
  return t('historyLimit', shortQuantityText(service, limit));
}
