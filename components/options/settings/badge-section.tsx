import { BADGE_VALUES, type BadgeValue, type Preferences } from '../../../lib/domain/settings/settings.ts';
import { minPercentOf } from '../../../lib/domain/usage/level.ts';
import { SERVICE_KEYS } from '../../../lib/domain/usage/service.ts';
import { percentText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { CheckField, RadioField } from '../../ui/choices.tsx';
import { SelectField } from '../../ui/field.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/** What the toolbar icon's badge shows. */
export function BadgeSection() {
  const { badge } = preferences.value;
  const save = (change: Partial<Preferences['badge']>) => savePreferences({ badge: change });
  return (
    <Section title={t('settingsBadge')} soft={t('settingsBadgeSoft')}>
      <div class="stack">
        <RadioField
          label={t('settingsBadgeShows')}
          columns
          value={badge.value}
          choices={BADGE_VALUES.map((value) => ({
            value,
            label: t(`badgeValue_${value}`),
            hint: t(`badgeValueHint_${value}`, percentText(minPercentOf('warning'))),
          }))}
          onChange={(value) =>
            save({
              value: value as BadgeValue,
              service: value === 'service' ? (badge.service ?? 'input') : badge.service,
            })
          }
        />
        {badge.value === 'service' && (
          <div class="settings-fields">
            <SelectField
              label={t('settingsBadgeService')}
              value={badge.service ?? 'input'}
              choices={SERVICE_KEYS.map((key) => ({ value: key, label: serviceLabel(key) }))}
              onChange={(service) => save({ service })}
            />
          </div>
        )}
        <CheckField
          label={t('settingsBadgeRing')}
          hint={t('settingsBadgeRingHint')}
          checked={badge.ring}
          onChange={(ring) => save({ ring })}
        />
      </div>
    </Section>
  );
}
