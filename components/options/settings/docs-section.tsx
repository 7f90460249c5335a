import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { CheckField } from '../../ui/choices.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/** What the extension shows on the docs site. */
export function DocsSection() {
  const { docs } = preferences.value;
  return (
    <Section title={t('settingsDocs')} soft={t('settingsDocsSoft')}>
      <div class="stack">
        <CheckField
          label={t('settingsDocsButtons')}
          hint={t('settingsDocsButtonsHint')}
          checked={docs.buttons}
          onChange={(buttons) => savePreferences({ docs: { buttons } })}
        />
        <CheckField
          label={t('settingsDocsDock')}
          hint={t('settingsDocsDockHint')}
          checked={docs.dock}
          onChange={(dock) => savePreferences({ docs: { dock } })}
        />
      </div>
    </Section>
  );
}
