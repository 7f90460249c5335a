import { OTHERS_REFRESH_MINUTES, REFRESH_MINUTES } from '../../../lib/domain/settings/settings.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Field } from '../../ui/field.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { useTypedValue } from '../shared/use-typed-value.ts';
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
  /** Returns true if it was saved; what was typed stays otherwise. */
  onChange: (minutes: number) => Promise<boolean>;
}) {
  const parse = (text: string) => {
    const minutes = Number(text);
    return Number.isInteger(minutes) && minutes >= min && minutes <= max ? minutes : null;
  };
  const save = async (minutes: number) => minutes === value || onChange(minutes);
  const { typed, invalid, ...handlers } = useTypedValue(parse, save);
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
          {...handlers}
        />
      )}
    </Field>
  );
}
