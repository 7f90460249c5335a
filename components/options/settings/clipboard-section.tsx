import { useState } from 'preact/hooks';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useOptionalPermission } from '../shared/permissions.ts';
import { Section } from '../shell/page.tsx';
import { savePreferences } from './save-preferences.ts';

const CLEAR_AFTER: Preferences['clearClipboardAfter'][] = [0, 10, 20, 30, 60, 120, 300];

/**
 * When a copied token is taken off the clipboard. Only what the extension put there is cleared, so it has to look
 * first: the browser asks for that when clearing is turned on.
 */
export function ClipboardSection() {
  const permission = useOptionalPermission('clipboardRead');
  const [refused, setRefused] = useState(false);
  const chosen = preferences.value.clearClipboardAfter;
  const choose = (seconds: Preferences['clearClipboardAfter']) => {
    if (seconds === 0) {
      setRefused(false);
      void savePreferences({ clearClipboardAfter: 0 });
      return;
    }
    void permission.request().then((given) => {
      setRefused(!given);
      if (given) void savePreferences({ clearClipboardAfter: seconds });
    });
  };
  const withdrawn = chosen > 0 && permission.granted === false && !refused;
  return (
    <Section title={t('settingsClipboard')} soft={t('settingsClipboardSoft')}>
      <div class="settings-fields">
        <SelectField
          // A choice that the browser refused is taken back on screen too.
          key={`${chosen} ${refused}`}
          label={t('settingsClipboardAfter')}
          hint={t('settingsClipboardHistory')}
          error={refused ? t('settingsClipboardRefused') : withdrawn ? t('settingsClipboardWithdrawn') : null}
          value={String(chosen)}
          choices={CLEAR_AFTER.map((seconds) => ({ value: String(seconds), label: durationText(seconds) }))}
          onChange={(value) => choose(Number(value) as Preferences['clearClipboardAfter'])}
        />
      </div>
      {withdrawn && <Button onClick={() => choose(chosen)}>{t('settingsClipboardAllow')}</Button>}
    </Section>
  );
}

function durationText(seconds: number): string {
  if (seconds === 0) return t('settingsClipboardNever');
  return seconds < 60 ? plural('settingsSeconds', seconds) : plural('settingsMinutes', seconds / 60);
}
