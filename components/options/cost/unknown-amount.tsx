import { t } from '../../../lib/i18n/t.ts';
import { Placeholder } from '../shared/placeholder.tsx';

/** In place of an amount that depends on limits which can't be read. */
export function LimitsUnread() {
  return <Placeholder sign="?" why={t('limitsUnread')} />;
}

/** In place of an amount whose price isn't published. */
export function PriceUnknown() {
  return <Placeholder sign="?" why={t('costPriceUnknown')} />;
}
