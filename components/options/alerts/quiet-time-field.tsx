import { useEffect, useState } from 'preact/hooks';
import { parseTime, timeText } from '../../../lib/domain/alerts/quiet-hours.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Field } from '../../ui/field.tsx';

/**
 * The beginning or end of the quiet hours, by this computer's clock; saved with each change. What is the `other` time
 * as well isn't saved, since it would turn the quiet hours off: it may be what was typed so far.
 */
export function QuietTimeField({
  label,
  minutes,
  other,
  onChange,
}: {
  label: string;
  minutes: number;
  other: number;
  /** Returns whether it was saved; what was typed stays otherwise. */
  onChange: (minutes: number) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped(null), [minutes]);
  const save = (text: string) => {
    const parsed = parseTime(text);
    if (parsed !== null && parsed !== other && parsed !== minutes) void onChange(parsed);
  };
  // What was the same as the other time may be one of its own now.
  useEffect(() => {
    if (typed !== null) save(typed);
  }, [other]);
  const isSame = typed !== null && parseTime(typed) === other;
  return (
    <Field label={label} error={isSame ? t('alertsQuietSame') : null}>
      {(control) => (
        <input
          class="input input--number"
          {...control}
          type="time"
          value={typed ?? timeText(minutes)}
          onChange={(event) => {
            const text = event.currentTarget.value;
            if (parseTime(text) === null) return;
            setTyped(text);
            save(text);
          }}
        />
      )}
    </Field>
  );
}
