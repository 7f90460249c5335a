import { useState } from 'preact/hooks';
import {
  CLEAR_CLIPBOARD_SECONDS,
  type ClearClipboardSeconds,
} from '../../../lib/domain/settings/settings.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { redrawControls } from '../../ui/redraw-controls.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { useOptionalPermission } from '../shared/permissions.ts';
import { savePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/**
 * When a copied token is cleared from the clipboard. Only what the extension copied is cleared, so it has to read the
 * clipboard first: the browser asks for that permission when clearing is turned on.
 */
export function ClipboardSection() {
  const permission = useOptionalPermission('clipboardRead');
  const [refused, setRefused] = useState(false);
  const chosen = preferences.value.clearClipboardAfter;
  const choose = (seconds: ClearClipboardSeconds) => {
    if (seconds === 0) {
      setRefused(false);
      void savePreferences({ clearClipboardAfter: 0 });
      return;
    }
    void permission.request().then((granted) => {
      setRefused(!granted);
      if (granted) void savePreferences({ clearClipboardAfter: seconds });
      else redrawControls();
    });
  };
  const withdrawn = chosen > 0 && permission.granted === false && !refused;
  return (
    <Section title={t('settingsClipboard')} soft={t('settingsClipboardSoft')}>
      <div class="settings-fields">
        <SelectField
          label={t('settingsClipboardAfter')}
          hint={t('settingsClipboardHistory')}
          error={refused ? t('settingsClipboardRefused') : withdrawn ? t('settingsClipboardWithdrawn') : null}
          value={String(chosen)}
          choices={CLEAR_CLIPBOARD_SECONDS.map((seconds) => ({
            value: String(seconds),
            label: durationText(seconds),
          }))}
          onChange={(value) => choose(Number(value) as ClearClipboardSeconds)}
        />
      </div>
      {withdrawn && (
        <VanishingButton onClick={() => choose(chosen)}>{t('settingsClipboardAllow')}</VanishingButton>
      )}
    </Section>
  );
}

function durationText(seconds: number): string {
  if (seconds === 0) return t('settingsClipboardNever');
  return seconds < 60 ? plural('settingsSeconds', seconds) : plural('settingsMinutes', seconds / 60);
}
