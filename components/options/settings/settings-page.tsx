import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  type BadgeValue,
  type Preferences,
  THEMES,
  type Theme,
} from '../../../lib/domain/settings/settings.ts';
import { levelFrom } from '../../../lib/domain/usage/level.ts';
import { SERVICE_KEYS } from '../../../lib/domain/usage/service.ts';
import { percentText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { CheckField, RadioField } from '../../ui/choices.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Page, Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { BackupSection } from './backup-section.tsx';
import { ClipboardSection } from './clipboard-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { ConsoleSection } from './console-section.tsx';
import { NameRulesSection } from './name-rules-section.tsx';
import { PolicySection } from './policy-section.tsx';
import { RevocationsSection } from './revocations-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { SyncSection } from './sync-section.tsx';
import './settings.css';

const BADGE_VALUES: BadgeValue[] = ['worst', 'service', 'forecast', 'trouble', 'none'];

/** Connections and preferences. Every change is saved at once. */
export function SettingsPage() {
  return (
    <Page title={t('navSettings')} soft={t('settingsSoft')}>
      <PolicySection />
      <ConnectionsSection />
      <RevocationsSection />
      <AppearanceSection />
      <NameRulesSection />
      <RefreshSection />
      <BadgeSection />
      <ShortcutsSection />
      <ConsoleSection />
      <ClipboardSection />
      <DocsSection />
      <SyncSection />
      <BackupSection />
      <StorageSection />
      <DiagnosticsSection />
    </Page>
  );
}

function Fields({ children }: { children: ComponentChildren }) {
  return <div class="settings-fields">{children}</div>;
}

function AppearanceSection() {
  return (
    <Section title={t('settingsAppearance')}>
      <Fields>
        <RadioField
          label={t('settingsTheme')}
          columns
          value={preferences.value.theme}
          choices={THEMES.map((value) => ({ value, label: t(`theme_${value}`) }))}
          onChange={(theme) => savePreferences({ theme: theme as Theme })}
        />
      </Fields>
    </Section>
  );
}

function DiagnosticsSection() {
  return (
    <Section title={t('diagnosticsTitle')} soft={t('diagnosticsHint')}>
      <a class="button" href={pageHref('diagnostics')}>
        {t('diagnosticsOpen')}
      </a>
    </Section>
  );
}

function RefreshSection() {
  return (
    <Section title={t('settingsRefresh')} soft={t('settingsRefreshSoft')}>
      <Fields>
        <MinutesField
          label={t('settingsRefreshActive')}
          min={1}
          max={60}
          value={preferences.value.refreshMinutes}
          onChange={(refreshMinutes) => savePreferences({ refreshMinutes })}
        />
        <MinutesField
          label={t('settingsRefreshOthers')}
          min={5}
          max={240}
          value={preferences.value.othersRefreshMinutes}
          onChange={(othersRefreshMinutes) => savePreferences({ othersRefreshMinutes })}
        />
      </Fields>
    </Section>
  );
}

/** A number of minutes; saved when the field is left, if it is within the bounds. */
function MinutesField({
  label,
  min,
  max,
  value,
  onChange,
  hint = t('settingsMinutesHint', min, max),
}: {
  label: string;
  min: number;
  max: number;
  value: number;
  onChange: (minutes: number) => void;
  hint?: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const minutes = Number(typed);
  const invalid = typed !== null && !(Number.isInteger(minutes) && minutes >= min && minutes <= max);
  return (
    <Field label={label} hint={hint} error={invalid ? t('settingsMinutesError', min, max) : null}>
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
          onChange={() => {
            if (typed !== null && !invalid && minutes !== value) onChange(minutes);
            if (!invalid) setTyped(null);
          }}
        />
      )}
    </Field>
  );
}

function BadgeSection() {
  const { badge } = preferences.value;
  const save = (change: Partial<Preferences['badge']>) => savePreferences({ badge: { ...badge, ...change } });
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
            hint: t(`badgeValueHint_${value}`, percentText(levelFrom('warning'))),
          }))}
          onChange={(value) =>
            save({
              value: value as BadgeValue,
              service: value === 'service' ? (badge.service ?? 'input') : badge.service,
            })
          }
        />
        {badge.value === 'service' && (
          <Fields>
            <SelectField
              label={t('settingsBadgeService')}
              value={badge.service ?? 'input'}
              choices={SERVICE_KEYS.map((key) => ({ value: key, label: serviceLabel(key) }))}
              onChange={(service) => save({ service })}
            />
          </Fields>
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

function DocsSection() {
  const { docs } = preferences.value;
  return (
    <Section title={t('settingsDocs')} soft={t('settingsDocsSoft')}>
      <div class="stack">
        <CheckField
          label={t('settingsDocsButtons')}
          hint={t('settingsDocsButtonsHint')}
          checked={docs.buttons}
          onChange={(buttons) => savePreferences({ docs: { ...docs, buttons } })}
        />
        <CheckField
          label={t('settingsDocsDock')}
          hint={t('settingsDocsDockHint')}
          checked={docs.dock}
          onChange={(dock) => savePreferences({ docs: { ...docs, dock } })}
        />
      </div>
    </Section>
  );
}
