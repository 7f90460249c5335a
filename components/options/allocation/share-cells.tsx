import { isFull } from '../../../lib/domain/billing/allocation.ts';
import { percentOf } from '../../../lib/domain/usage/service-level.ts';
import { numberText, percentText, quantityText } from '../../../lib/i18n/service-text.ts';
import { shareText } from '../../../lib/i18n/share-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useDisabled } from '../../ui/use-disabled.ts';
import { WholeNumberInput } from '../cost/whole-number-field.tsx';
import type { ShareRow } from './share-rows.ts';

/** A profile's share as a slider over the whole pool; it stops at what the pool has left. */
export function ShareSlider({
  name,
  service,
  pool,
  limit,
  max,
  disabled,
  onSlide,
}: {
  name: string;
  service: string;
  pool: number;
  limit: number;
  /** The most that the pool has left for this profile. */
  max: number;
  disabled: boolean;
  onSlide: (limit: number) => void;
}) {
  return (
    <input
      class="share-slider"
      type="range"
      min={0}
      max={Math.max(pool, limit)}
      step={stepOf(pool, limit)}
      value={limit}
      disabled={disabled}
      aria-label={t('allocationShareOf', name)}
      aria-valuetext={t('allocationShareText', quantityText(service, limit), shareText(limit, pool))}
      onInput={(event) => {
        const slider = event.currentTarget;
        const next = Math.min(slider.valueAsNumber, max);
        // The thumb stops at the maximum even if that is between two steps.
        if (next !== slider.valueAsNumber) slider.value = String(next);
        onSlide(next);
      }}
    />
  );
}

/**
 * Returns the slider's step for one press of an arrow key, as a round number: at most one percent of the pool, and a
 * tenth of the share. Rounded up, a share that a press gave would be none of the next step's values.
 */
function stepOf(pool: number, limit: number): number {
  const most = Math.min(pool / 100, limit > 0 ? limit / 10 : Number.POSITIVE_INFINITY);
  if (most <= 1) return 1;
  const size = 10 ** Math.floor(Math.log10(most));
  return [5, 2].map((factor) => factor * size).find((step) => step <= most) ?? size;
}

/** A profile's share as a number. Any number is accepted: the sum above shows whether the pool has enough. */
export function ShareNumber({
  name,
  limit,
  invalidText,
  disabled,
  onNumber,
  onInvalid,
}: {
  name: string;
  limit: number;
  /** What was typed and is no number. */
  invalidText: string | undefined;
  disabled: boolean;
  onNumber: (limit: number) => void;
  onInvalid: (text: string) => void;
}) {
  return (
    <WholeNumberInput
      aria-label={t('allocationNumberOf', name)}
      aria-invalid={invalidText === undefined ? undefined : true}
      disabled={disabled}
      value={limit}
      invalidText={invalidText}
      onInput={(value, text) =>
        value !== null && Number.isSafeInteger(value) ? onNumber(value) : onInvalid(text)
      }
    />
  );
}

/** The current usage, with a warning if the share is below it: the service would be full at once. */
export function UsedCell({ service, row: { used, limit, profileRow } }: { service: string; row: ShareRow }) {
  if (used === null) {
    const { lastMonth = false, unreadable = [] } = profileRow?.status ?? {};
    const isUnknown = !lastMonth && unreadable.includes(service);
    return <span class="soft">{t(isUnknown ? 'usageUnknown' : 'usageNotRead')}</span>;
  }
  const percent = percentOf({ used, limit });
  if (isFull(limit, used)) {
    return (
      <span class="below-use" title={t('allocationBelowUse', quantityText(service, used))}>
        {numberText(used, { maximumFractionDigits: 2 })}
        <b> {t('allocationFull')}</b>
      </span>
    );
  }
  return (
    <span title={quantityText(service, used)}>
      {numberText(used, { maximumFractionDigits: 2 })}
      {percent !== null && <span class="soft"> {percentText(percent)}</span>}
    </span>
  );
}

/** Adds what the pool has left to a profile's share; its own press leaves nothing to add. */
export function AddAllFree({
  name,
  disabled,
  onAdd,
}: {
  name: string;
  disabled: boolean;
  onAdd: () => void;
}) {
  return (
    <button type="button" class="link" onClick={onAdd} {...useDisabled(disabled)}>
      {t('allocationAddAllFree')}
      <span class="visually-hidden">
        {' '}
        <ForeignText text={name} />
      </span>
    </button>
  );
}
