import {
  MAX_PERCENT,
  MAX_THRESHOLDS,
  parseThresholds,
  thresholdsText,
} from '../../../lib/domain/alerts/thresholds.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Field } from '../../ui/field.tsx';
import { useTypedValue } from '../shared/use-typed-value.ts';

/** The percentages for all profiles; saved when the field is left, if what was typed is valid. */
export function ThresholdsField({
  thresholds,
  onChange,
}: {
  thresholds: readonly number[];
  /** Returns true if they were saved; what was typed stays otherwise. */
  onChange: (thresholds: number[]) => Promise<boolean>;
}) {
  const { typed, invalid, ...handlers } = useTypedValue(parseThresholds, onChange);
  return (
    <Field
      label={t('alertsThresholds')}
      hint={t('alertsThresholdsHint', MAX_THRESHOLDS)}
      error={invalid ? t('alertsThresholdsError', MAX_PERCENT) : null}
    >
      {(control) => (
        <input
          class="input"
          {...control}
          inputMode="numeric"
          autocomplete="off"
          value={typed ?? thresholdsText(thresholds)}
          {...handlers}
        />
      )}
    </Field>
  );
}
