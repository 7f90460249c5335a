import { useState } from 'preact/hooks';
import { OTHERS_REFRESH_MINUTES, REFRESH_MINUTES } from '../../../lib/domain/settings/settings.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Field } from '../../ui/field.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/** How often usage is refreshed. */
export function RefreshSection() {
  return (
    <Section title={t('settingsRefresh')} soft={t('settingsRefreshSoft')}>
      <div class="settings-fields">
        <MinutesField
          label={t('settingsRefreshActive')}
          range={REFRESH_MINUTES}
          value={preferences.value.refreshMinutes}
          onChange={(refreshMinutes) => savePreferences({ refreshMinutes })}
        />
        <MinutesField
          label={t('settingsRefreshOthers')}
          range={OTHERS_REFRESH_MINUTES}
          value={preferences.value.othersRefreshMinutes}
          onChange={(othersRefreshMinutes) => savePreferences({ othersRefreshMinutes })}
        />
      </div>
    </Section>
  );
}

/** A number of minutes; saved when the field is left, if it is within the range. */
function MinutesField({
  label,
  range: { min, max },
  value,
  onChange,
}: {
  label: string;
  range: { min: number; max: number };
  value: number;
  /** Returns whether it was saved; what was typed stays otherwise. */
  onChange: (minutes: number) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const minutes = Number(typed);
  const invalid = typed !== null && !(Number.isInteger(minutes) && minutes >= min && minutes <= max);
  return (
    <Field
      label={label}
      hint={t('settingsMinutesHint', min, max)}
      error={invalid ? t('settingsMinutesError', min, max) : null}
    >
      {(control) => (
        <input
          class="input input--number"
          {...control}
          type="number"
          min={min}
          max={max}
          step={1}
          value={typed ?? String(value)}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={async () => {
            if (invalid || (typed !== null && minutes !== value && !(await onChange(minutes)))) return;
            setTyped((now) => (now === typed ? null : now));
          }}
        />
      )}
    </Field>
  );
}
