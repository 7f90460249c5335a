import { useEffect, useState } from 'preact/hooks';
import { parseTime, timeText } from '../../../lib/domain/alerts/quiet-hours.ts';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Field } from '../../ui/field.tsx';

type Times = Preferences['alerts']['quiet'];

/**
 * The beginning and end of the quiet hours, by this computer's clock; saved with each change. Two equal times aren't
 * saved, since they would turn the quiet hours off: one may be what was typed so far.
 */
export function QuietTimes({
  quiet,
  onChange,
}: {
  quiet: Times;
  /** Returns true if it was saved; what was typed stays otherwise. */
  onChange: (quiet: Times) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState<Partial<Times>>({});
  const [lastTyped, setLastTyped] = useState<keyof Times | null>(null);
  useEffect(() => setTyped({}), [quiet.from, quiet.to]);
  const shown = { ...quiet, ...typed };
  const isSame = shown.from === shown.to;
  const change = (name: keyof Times, text: string) => {
    const minutes = parseTime(text);
    if (minutes === null) return;
    const next = { ...typed, [name]: minutes };
    setTyped(next);
    setLastTyped(name);
    const times = { ...quiet, ...next };
    const isChange = times.from !== quiet.from || times.to !== quiet.to;
    if (times.from !== times.to && isChange) void onChange(times);
  };
  const field = (name: keyof Times, label: string) => (
    <Field label={label} error={isSame && lastTyped === name ? t('alertsQuietSame') : null}>
      {(control) => (
        <input
          class="input input--number"
          {...control}
          type="time"
          value={timeText(shown[name])}
          onChange={(event) => change(name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <div class="alerts-quiet">
      {field('from', t('alertsQuietFrom'))}
      {field('to', t('alertsQuietTo'))}
    </div>
  );
}
