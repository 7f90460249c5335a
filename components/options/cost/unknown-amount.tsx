import { moneyText } from '../../../lib/i18n/money-text.ts';
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

/** An amount of money, and that something comes on top: without a published price, or of limits that can't be read. */
export function Amount({
  cents,
  isPriced,
  areLimitsKnown = true,
}: {
  cents: number;
  isPriced: boolean;
  areLimitsKnown?: boolean;
}) {
  return (
    <>
      {moneyText(cents)}
      {!(isPriced && areLimitsKnown) && (
        <>
          {' + '}
          {areLimitsKnown ? <PriceUnknown /> : <LimitsUnread />}
        </>
      )}
    </>
  );
}
