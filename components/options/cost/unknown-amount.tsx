import { t } from '../../../lib/i18n/t.ts';
import { MissingValue } from '../shared/missing-value.tsx';

/** In place of an amount that depends on limits which can't be read. */
export function LimitsUnread() {
  return <MissingValue sign="?" why={t('limitsUnread')} />;
}

/** In place of an amount whose price isn't published. */
export function PriceUnknown() {
  return <MissingValue sign="?" why={t('costPriceUnknown')} />;
}
