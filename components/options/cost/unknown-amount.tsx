import { t } from '../../../lib/i18n/t.ts';

/** In place of an amount that depends on limits which can't be read. */
export function LimitsUnread() {
  return <Unknown reason={t('limitsUnread')} />;
}

/** In place of an amount whose price isn't published. */
export function PriceUnknown() {
  return <Unknown reason={t('costPriceUnknown')} />;
}

function Unknown({ reason }: { reason: string }) {
  return (
    <span class="soft" title={reason}>
      ?
    </span>
  );
}
