import { THEMES, type Theme } from '../../../lib/domain/settings/settings.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { RadioField } from '../../ui/choices.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Page, Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { BackupSection } from './backup-section.tsx';
import { BadgeSection } from './badge-section.tsx';
import { ClipboardSection } from './clipboard-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { ConsoleSection } from './console-section.tsx';
import { DocsSection } from './docs-section.tsx';
import { NameRulesSection } from './name-rules-section.tsx';
import { PolicySection } from './policy-section.tsx';
import { RefreshSection } from './refresh-section.tsx';
import { RevocationsSection } from './revocations-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { SyncSection } from './sync-section.tsx';
import './settings.css';

/** Connections and preferences. Every change is saved at once. */
export function SettingsPage() {
  return (
    <Page title={t('navSettings')} soft={t('settingsSoft')}>
      <PolicySection />
      <ConnectionsSection />
      <RevocationsSection />
      <ThemeSection />
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

function ThemeSection() {
  return (
    <Section title={t('settingsAppearance')}>
      <RadioField
        label={t('settingsTheme')}
        columns
        value={preferences.value.theme}
        choices={THEMES.map((value) => ({ value, label: t(`theme_${value}`) }))}
        onChange={(theme) => savePreferences({ theme: theme as Theme })}
      />
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
